import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import type { Agency } from '../../common/register'
import type { LinkKey } from '../../common/registration/link-tokens'
import { addressToken, identifierToken } from '../../common/registration/link-tokens'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import type { Policy } from '../../policies/policy'
import { referencesField } from '../../schema/instance-sdl'
import { readFirst, refuseArgument } from '../kit/service/list-arguments'
import { asReferenceResolver } from '../kit/service/reference-resolver'
import type { IndexedPerson } from './describe-person'
import type { DisputeNotes } from './dispute-notes'
import { inSteps } from './in-steps'
import type { PersonLookup } from './person-lookup'
import type { RelatedStaff } from './related-staff'
import type { TokenSealer } from './sealed-tokens'

/** What the index's resolvers get with each request. */
export interface IndexContext {
  readonly claims: HubTokenClaims
  /** In force when the request came. */
  readonly policies: readonly Policy[]
  readonly lookup: PersonLookup
  readonly relatedStaff: RelatedStaff
  readonly disputes: DisputeNotes
  readonly linkKey: LinkKey
  readonly sealer: TokenSealer
}

const defaultPeople = 10

/** Resolvers of the person index for the agencies of the register. */
export function indexResolvers(register: readonly Agency[]) {
  return {
    Query: {
      person: (_root: unknown, { id }: { id: string }, context: IndexContext) =>
        findById(id, context),
      personByIdentifier: findByIdentifier,
      peopleAtAddress: findAtAddress,
    },
    Person: {
      __resolveReference: asReferenceResolver(({ id }: { id: string }, context: IndexContext) =>
        findById(id, context),
      ),
      earlierIds: ({ id }: IndexedPerson, _args: unknown, { lookup }: IndexContext) =>
        lookup.findEarlierIds(id),
      ...Object.fromEntries(
        register.map((agency) => [
          referencesField(agency),
          ({ references }: IndexedPerson) => references.get(agency.code) ?? [],
        ]),
      ),
    },
  }
}

async function findById(id: string, context: IndexContext): Promise<IndexedPerson | null> {
  const known = readPersonId(id)
  context.relatedStaff.prepare()
  const person = await inSteps(() => context.lookup.findById(known))
  return person && admit(person, context)
}

/** Nothing is told of somebody whom the one who asks may not look up. */
async function admit(
  person: IndexedPerson,
  { relatedStaff, disputes }: IndexContext,
): Promise<IndexedPerson> {
  const admitted = await relatedStaff.admit(person)
  disputes.note([admitted])
  return admitted
}

async function findByIdentifier(
  _root: unknown,
  { type, value }: { type: IdentifierType; value: string },
  context: IndexContext,
): Promise<IndexedPerson | null> {
  const { lookup, linkKey, sealer, relatedStaff } = context
  const token = identifierToken(linkKey, type, value)
  if (token === null) throw refuseArgument('value', `is not a valid ${nameOf[type]}`)
  relatedStaff.prepare()
  const person = await inSteps(() => lookup.findByToken(sealer.identifier(type, token)))
  return person && admit(person, context)
}

/** Somebody left out of the list would look absent: one who may not be shown withholds it all. */
async function findAtAddress(
  _root: unknown,
  { uprn, first }: { uprn: string; first?: number | null },
  { lookup, linkKey, sealer, relatedStaff, disputes }: IndexContext,
): Promise<readonly IndexedPerson[]> {
  const length = readFirst(first, defaultPeople)
  const token = addressToken(linkKey, uprn)
  if (token === null) throw refuseArgument('uprn', 'is not a valid UPRN')
  relatedStaff.prepare()
  const people = await inSteps(() => lookup.findAtAddress(sealer.address(token), length))
  const admitted = await Promise.all(people.map((person) => relatedStaff.admit(person)))
  disputes.note(admitted)
  return admitted
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
