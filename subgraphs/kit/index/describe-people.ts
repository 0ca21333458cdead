import type { StaffLimit } from '../../../common/registration/hiding'
import { hiddenFrom } from '../../../common/registration/hiding'
import { householdTokens } from '../../../common/registration/household-tokens'
import type { LinkKey } from '../../../common/registration/link-tokens'
import { addressToken, postcodeToken } from '../../../common/registration/link-tokens'
import type { Registration } from '../../../common/registration/registration'
import { findGrounds } from '../records/consent'
import { hidingLimits } from '../records/limited-access'
import {
  createProtectionLoader,
  hasProtectedAddress,
  protectsAddress,
  referencesIn,
} from '../records/protection'
import type { RecordCollections, StoredRecord } from '../records/record-collection'
import { getCollection } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import { isMarked } from '../service/is-marked'
import { describeLikeness, identifierTokens } from './describe-likeness'

/** Where what the index is told of people comes from. */
export interface PeopleSource {
  readonly collections: RecordCollections
  readonly linkKey: LinkKey
  /** Under which names, dates and places become tokens. */
  readonly nameKey: Uint8Array
  /** Types of records whose mark closes the whole person. */
  readonly limitedAccessTypes: readonly string[]
  /** The type of records without which nothing of a person is told; absent when there is none. */
  readonly disclosesOnlyWith?: string | undefined
}

/** What the person index is told of these people of the agency: tokens, no name, no date. */
export async function describePeople(
  people: readonly StoredRecord[],
  { collections, linkKey, nameKey, limitedAccessTypes, disclosesOnlyWith }: PeopleSource,
): Promise<readonly Registration[]> {
  const refs = people.map(({ _id }) => _id)
  const placesByRef = await findPlaces(refs, collections)
  const grounds = await findGroundsOf(refs, collections, disclosesOnlyWith)
  const limits = await findHidingLimits(people, collections, limitedAccessTypes)
  for (const [ref, onlyOnGrounds] of grounds ?? [])
    limits.set(ref, [...(limits.get(ref) ?? []), { onlyOnGrounds }])
  return people.map((person): Registration => {
    const { _id: ref } = person
    if (isUntold(person, grounds?.get(ref)))
      return { ref, tokens: [], addresses: [], isWithdrawn: true }
    const { findable, all } = placesByRef.get(ref) ?? nowhere()
    const hiding = hiddenFrom(linkKey, limits.get(ref) ?? [])
    const common = {
      ref,
      tokens: identifierTokens(person, linkKey),
      households: householdTokens(linkKey, person, all.uprns),
      ...(hiding.length > 0 ? { hiddenFrom: hiding } : {}),
    }
    // Its own mark only: two agencies that followed each other's would never let go of it.
    if (protectsAddress(person))
      return {
        ...{ ...common, addresses: [], isAddressProtected: true },
        likeness: describeLikeness(person, nameKey, null),
      }
    const addresses = tokensOfPlaces(findable.uprns, (uprn) => addressToken(linkKey, uprn))
    // Whoever may live where somebody protected does is not found by where they live.
    const isApart =
      all.uprns.size === findable.uprns.size && all.postcodes.size === findable.postcodes.size
    const postcodes = isApart
      ? tokensOfPlaces(findable.postcodes, (postcode) => postcodeToken(linkKey, postcode))
      : []
    const likeness = describeLikeness(person, nameKey, isApart ? findable.uprns : null)
    return { ...common, addresses, postcodes, likeness }
  })
}

function tokensOfPlaces(
  places: ReadonlySet<string>,
  tokenOf: (place: string) => string | null,
): readonly string[] {
  return [...places].map(tokenOf).filter((token) => token !== null)
}

/**
 * Whether the index must know nothing of somebody: who is sealed, and whoever has given no consent
 * where it is needed, unless they are to be protected; then it keeps them from everybody.
 */
function isUntold(person: StoredRecord, grounds: readonly string[] | undefined): boolean {
  if (isMarked(person['isSealed'])) return true
  return grounds?.length === 0 && !protectsAddress(person)
}

/** What of each person's records hides even that they are there, by reference. */
async function findHidingLimits(
  due: readonly StoredRecord[],
  collections: RecordCollections,
  types: readonly string[],
): Promise<Map<string, readonly StaffLimit[]>> {
  const limits = new Map(due.map((person) => [person._id, hidingLimits([person])]))
  for (const type of types.filter((one) => one !== personRecordType)) {
    const marked = await getCollection(collections, type)
      .find({ personRefs: { $in: [...limits.keys()] }, limitedAccess: { $nin: [null, false] } })
      .toArray()
    for (const record of marked)
      for (const ref of record.personRefs ?? []) {
        const own = limits.get(ref)
        if (own) limits.set(ref, [...own, ...hidingLimits([record])])
      }
  }
  return limits
}

/** On which grounds each person may be told of; null when nothing is needed for it. */
async function findGroundsOf(
  refs: readonly string[],
  collections: RecordCollections,
  consentType: string | undefined,
): Promise<ReadonlyMap<string, readonly string[]> | null> {
  if (consentType === undefined) return null
  const records = await getCollection(collections, consentType)
    .find({ personRefs: { $in: refs } })
    .toArray()
  return new Map(
    refs.map((ref) => [
      ref,
      findGrounds(records.filter(({ personRefs }) => personRefs?.includes(ref))),
    ]),
  )
}

interface Places {
  readonly uprns: Set<string>
  readonly postcodes: Set<string>
}

/** Where the records about somebody are. */
interface PlacesOfPerson {
  /** By which they may be found. */
  readonly findable: Places
  readonly all: Places
}

function nowhere(): PlacesOfPerson {
  const places = () => ({ uprns: new Set<string>(), postcodes: new Set<string>() })
  return { findable: places(), all: places() }
}

/**
 * Where people are, from every record about them that says it, but not from what is sealed.
 * Nobody is findable by a record that would lead to somebody whose address is protected.
 */
async function findPlaces(
  refs: readonly string[],
  collections: RecordCollections,
): Promise<ReadonlyMap<string, PlacesOfPerson>> {
  const places = new Map(refs.map((ref) => [ref, nowhere()]))
  const openPeople = () => getCollection(collections, personRecordType)
  // Not those of whom it is not known yet: the index tells only of people whom it has registered.
  const loadProtection = createProtectionLoader(openPeople, hasProtectedAddress)
  for (const collection of Object.values(collections)) {
    const records = await collection
      .find(
        { personRefs: { $in: refs }, ...withPlace, isSealed: { $in: [null, false] } },
        { projection: { personRefs: 1, people: 1, uprn: 1, postcode: 1 } },
      )
      .toArray()
    const { atUnknownAddress } = await loadProtection(records.flatMap(referencesIn))
    for (const record of records) {
      const isFindable = !referencesIn(record).some((ref) => atUnknownAddress.has(ref))
      for (const ref of record.personRefs ?? []) {
        const known = places.get(ref)
        if (known) addPlace(known.all, record)
        if (known && isFindable) addPlace(known.findable, record)
      }
    }
  }
  return places
}

/** Records that say where somebody is. */
export const withPlace = { $or: [{ uprn: { $gt: '' } }, { postcode: { $gt: '' } }] }

function addPlace({ uprns, postcodes }: Places, record: StoredRecord): void {
  const { uprn, postcode } = record
  if (uprn) uprns.add(uprn)
  if (typeof postcode === 'string') postcodes.add(postcode)
}
