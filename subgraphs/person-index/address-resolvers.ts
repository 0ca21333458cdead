import { canonicalPostcode } from '../../common/identifiers/address-identifiers'
import { addressToken, postcodeToken } from '../../common/registration/link-tokens'
import { readFirst, refuseArgument } from '../kit/service/list-arguments'
import { asReferenceResolver } from '../kit/service/reference-resolver'
import { admitAll } from './admission'
import type { IndexedPerson } from './describe-person'
import type { IndexContext } from './index-context'
import { inSteps } from './in-steps'

/** How many people of a place are told. */
interface AskedPlace {
  readonly first: number
}

/** An address that was asked about. */
interface AskedAddress extends AskedPlace {
  readonly id: string
}

/** A postcode that was asked about. */
interface AskedPostcode extends AskedPlace {
  readonly postcode: string
}

const defaultPeople = 50

/** Each of them is asked about at every agency: no more than this at once. */
const mostPeople = 100

/** Most people beside a person that are told, the person not counted. */
const mostBeside = 49

/** How a place is found. */
export const addressQueries = {
  address(
    _root: unknown,
    { uprn, first }: { uprn: string; first?: number | null },
    context: IndexContext,
  ): AskedAddress {
    readAddress(uprn, context)
    return { id: uprn, first: readPeople(first) }
  },
  addressesByPostcode(
    _root: unknown,
    { postcode, first }: { postcode: string; first?: number | null },
  ): AskedPostcode {
    const canonical = canonicalPostcode(postcode)
    if (canonical === null)
      throw refuseArgument('postcode', 'is not a postcode of a place, as in ZY1 4AB')
    return { postcode: canonical, first: readPeople(first) }
  },
}

function readPeople(first: number | null | undefined): number {
  const length = readFirst(first, defaultPeople)
  if (length <= mostPeople) return length
  throw refuseArgument('first', `must be a whole number from 1 to ${mostPeople}`)
}

/** One more is looked for than is told: whether there is one. */
const atAddress = placeResolvers(({ id, first }: AskedAddress, context) =>
  context.lookup.findAtAddress(readAddress(id, context), first + 1),
)

const atPostcode = placeResolvers(({ postcode, first }: AskedPostcode, context) => {
  const { lookup, linkKey, sealer } = context
  const token = postcodeToken(linkKey, postcode)
  return token === null
    ? Promise.resolve([])
    : lookup.findAtPostcode(sealer.postcode(token), first + 1)
})

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
  ...atAddress,
}

/** What the index tells of a postcode. */
export const postcodeResolvers = atPostcode

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

/** Who is at a place, and whether there are more. @param find one more than are told */
function placeResolvers<Place extends AskedPlace>(
  find: (place: Place, context: IndexContext) => Promise<readonly IndexedPerson[]>,
) {
  const peopleAt = oncePer((place: Place, context) => inSteps(() => find(place, context)))
  return {
    people: (async (place, _args, context) =>
      admitAll((await peopleAt(place, context)).slice(0, place.first), context)) satisfies Resolver<
      Place,
      readonly IndexedPerson[]
    >,
    hasMorePeople: (async (place, _args, context) =>
      (await peopleAt(place, context)).length > place.first) satisfies Resolver<Place, boolean>,
  }
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
