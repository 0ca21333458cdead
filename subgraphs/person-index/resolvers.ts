import { HubError } from '../../common/errors'
import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import type { Agency } from '../../common/register'
import { identifierToken } from '../../common/registration/link-tokens'
import { referencesField } from '../../schema/instance-sdl'
import { readFirst, refuseArgument } from '../kit/service/list-arguments'
import { asReferenceResolver } from '../kit/service/reference-resolver'
import {
  addressQueries,
  addressResolvers,
  householdResolvers,
  postcodeResolvers,
  readAddress,
} from './address-resolvers'
import { admit, admitAll } from './admission'
import type { IndexedPerson } from './describe-person'
import type { IndexContext } from './index-context'
import { inSteps } from './in-steps'
import { reviewMutations, reviewQueries, reviewResolvers } from './reviews/review-resolvers'
import { searchResolvers } from './search/search-resolvers'

const defaultPeople = 10

/** Resolvers of the person index for the agencies of the register. */
export function indexResolvers(register: readonly Agency[]) {
  return {
    Query: {
      person: (_root: unknown, { id }: { id: string }, context: IndexContext) =>
        findById(id, context),
      personByIdentifier: findByIdentifier,
      peopleAtAddress: findAtAddress,
      ...addressQueries,
      ...reviewQueries,
    },
    Mutation: reviewMutations,
    ...reviewResolvers,
    Address: addressResolvers,
    Postcode: postcodeResolvers,
    ...searchResolvers,
    Person: {
      __resolveReference: asReferenceResolver(({ id }: { id: string }, context: IndexContext) =>
        findById(id, context),
      ),
      ...householdResolvers,
      possiblePeople: findPossible,
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

async function findAtAddress(
  _root: unknown,
  { uprn, first }: { uprn: string; first?: number | null },
  context: IndexContext,
): Promise<readonly IndexedPerson[]> {
  const length = readFirst(first, defaultPeople)
  const address = readAddress(uprn, context)
  context.relatedStaff.prepare()
  const people = await inSteps(() => context.lookup.findAtAddress(address, length))
  return admitAll(people, context)
}

/** @throws HubError WITHHELD where the policy does not tell who may be somebody */
async function findPossible(
  { possiblePeople }: IndexedPerson,
  _args: unknown,
  context: IndexContext,
) {
  const found = await Promise.all(
    possiblePeople.map(async ({ id, status }) => ({
      status,
      person: await context.lookup.findById(id),
    })),
  )
  const isTold = context.policies.every(({ linkage }) => linkage.possibleLinks === 'UNCONFIRMED')
  if (found.length > 0 && !isTold) throw notConfirmed()
  const people = found.flatMap(({ person }) => person ?? [])
  await admitAll(people, context)
  return found.filter(({ person }) => person !== null)
}

function notConfirmed(): HubError {
  const message = 'Somebody may be this person; whoever may be is told only once it is confirmed.'
  return new HubError('WITHHELD', message, { reason: 'LINK_POSSIBLE' })
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
