import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import type { HubTokenClaims } from '../../common/hub-token-claims'
import type { Agency } from '../../common/register'
import { referencesField } from '../../schema/instance-sdl'
import type { LinkKey } from '../kit/link-tokens'
import { addressToken, identifierToken } from '../kit/link-tokens'
import { readFirst, refuseArgument } from '../kit/list-arguments'
import { asReferenceResolver } from '../kit/reference-resolver'
import type { IndexedPerson, PersonLookup } from './person-lookup'
import type { TokenSealer } from './sealed-tokens'

/** What the index's resolvers get with each request. */
export interface IndexContext {
  readonly claims: HubTokenClaims
  readonly lookup: PersonLookup
  readonly linkKey: LinkKey
  readonly sealer: TokenSealer
}

const defaultPeople = 10

/** Resolvers of the person index for the agencies of the register. */
export function indexResolvers(register: readonly Agency[]) {
  return {
    Query: {
      person: (_root: unknown, { id }: { id: string }, { lookup }: IndexContext) =>
        lookup.findById(readPersonId(id)),
      personByIdentifier: findByIdentifier,
      peopleAtAddress: findAtAddress,
    },
    Person: {
      __resolveReference: asReferenceResolver(({ id }: { id: string }, { lookup }: IndexContext) =>
        lookup.findById(readPersonId(id)),
      ),
      ...Object.fromEntries(
        register.map((agency) => [
          referencesField(agency),
          ({ references }: IndexedPerson) => references.get(agency.code) ?? [],
        ]),
      ),
    },
  }
}

function findByIdentifier(
  _root: unknown,
  { type, value }: { type: IdentifierType; value: string },
  { lookup, linkKey, sealer }: IndexContext,
): Promise<IndexedPerson | null> {
  const token = identifierToken(linkKey, type, value)
  if (token === null) throw refuseArgument('value', `is not a valid ${nameOf[type]}`)
  return lookup.findByToken(sealer.identifier(type, token))
}

function findAtAddress(
  _root: unknown,
  { uprn, first }: { uprn: string; first?: number | null },
  { lookup, linkKey, sealer }: IndexContext,
): Promise<readonly IndexedPerson[]> {
  const length = readFirst(first, defaultPeople)
  const token = addressToken(linkKey, uprn)
  if (token === null) throw refuseArgument('uprn', 'is not a valid UPRN')
  return lookup.findAtAddress(sealer.address(token), length)
}

function readPersonId(id: string): string {
  if (!/^[0-9a-f]{32}$/.test(id)) throw refuseArgument('id', 'is not the id of a person')
  return id
}

const nameOf: Readonly<Record<IdentifierType, string>> = {
  NHS_NUMBER: 'NHS number',
  PNC_ID: 'PNC ID',
  CRO_NUMBER: 'CRO number',
  CRN: 'CRN',
}
