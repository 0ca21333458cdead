import { addressToken } from '../../common/registration/link-tokens'
import { readFirst, refuseArgument } from '../kit/service/list-arguments'
import { asReferenceResolver } from '../kit/service/reference-resolver'
import { admitAll } from './admission'
import type { IndexedPerson } from './describe-person'
import type { IndexContext } from './index-context'
import { inSteps } from './in-steps'

/** An address that was asked about, and how many of its people are told. */
interface AskedAddress {
  readonly id: string
  readonly first: number
}

const defaultPeople = 50

/** Each of them is asked about at every agency: no more than this at once. */
const mostPeople = 100

/** Most people beside a person that are told, the person not counted. */
const mostBeside = 49

/** How an address is found. */
export const addressQueries = {
  address(
    _root: unknown,
    { uprn, first }: { uprn: string; first?: number | null },
    context: IndexContext,
  ): AskedAddress {
    const length = readFirst(first, defaultPeople)
    if (length > mostPeople)
      throw refuseArgument('first', `must be a whole number from 1 to ${mostPeople}`)
    readAddress(uprn, context)
    return { id: uprn, first: length }
  },
}

/** One more is looked for than is told: whether there is one. */
const peopleAt = oncePer((address: AskedAddress, context) =>
  inSteps(() => context.lookup.findAtAddress(readAddress(address.id, context), address.first + 1)),
)

const beside = oncePer((person: IndexedPerson, { lookup }) =>
  inSteps(() => lookup.findBeside(person, mostBeside + 1)),
)

type Resolver<Parent, Told> = (
  parent: Parent,
  args: unknown,
  context: IndexContext,
) => Promise<Told>

/** What the index tells of an address. */
export const addressResolvers = {
  __resolveReference: asReferenceResolver(({ id }: { id: string }, context: IndexContext) => {
    readAddress(id, context)
    return { id, first: defaultPeople }
  }),
  people: (async (address, _args, context) =>
    admitAll(
      (await peopleAt(address, context)).slice(0, address.first),
      context,
    )) satisfies Resolver<AskedAddress, readonly IndexedPerson[]>,
  hasMorePeople: (async (address, _args, context) =>
    (await peopleAt(address, context)).length > address.first) satisfies Resolver<
    AskedAddress,
    boolean
  >,
}

/** What the index tells of who is beside a person: the person first. */
export const householdResolvers = {
  household: (async (person, _args, context) =>
    admitAll(
      [person, ...(await beside(person, context)).slice(0, mostBeside)],
      context,
    )) satisfies Resolver<IndexedPerson, readonly IndexedPerson[]>,
  hasMoreHousehold: (async (person, _args, context) =>
    (await beside(person, context)).length > mostBeside) satisfies Resolver<IndexedPerson, boolean>,
}

/**
 * The token of an address.
 * @throws HubError BAD_USER_INPUT
 */
export function readAddress(uprn: string, { linkKey, sealer }: IndexContext): string {
  const token = addressToken(linkKey, uprn)
  if (token === null) throw refuseArgument('uprn', 'is not a valid UPRN')
  return sealer.address(token)
}

/** Two fields of one object are answered by one search; the object belongs to one request. */
function oncePer<Parent extends object, Found>(
  find: (parent: Parent, context: IndexContext) => Promise<Found>,
) {
  const known = new WeakMap<Parent, Promise<Found>>()
  return (parent: Parent, context: IndexContext): Promise<Found> => {
    const found = known.get(parent) ?? find(parent, context)
    known.set(parent, found)
    return found
  }
}
