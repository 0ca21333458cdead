import type { IdentifierType } from '../../../common/identifiers/person-identifiers'
import type { StaffLimit } from '../../../common/registration/hiding'
import { hiddenFrom } from '../../../common/registration/hiding'
import { householdTokens } from '../../../common/registration/household-tokens'
import type { LinkKey } from '../../../common/registration/link-tokens'
import { addressToken, identifierToken } from '../../../common/registration/link-tokens'
import type { Registration } from '../../../common/registration/registration'
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

/** Where what the index is told of people comes from. */
export interface PeopleSource {
  readonly collections: RecordCollections
  readonly linkKey: LinkKey
  /** Types of records whose mark closes the whole person. */
  readonly limitedAccessTypes: readonly string[]
}

/** What the person index is told of these people of the agency: tokens, no name, no date. */
export async function describePeople(
  people: readonly StoredRecord[],
  { collections, linkKey, limitedAccessTypes }: PeopleSource,
): Promise<readonly Registration[]> {
  const refs = people.map(({ _id }) => _id)
  const uprns = await findUprns(refs, collections)
  const limits = await findHidingLimits(people, collections, limitedAccessTypes)
  return people.map((person): Registration => {
    if (isMarked(person['isSealed']))
      return { ref: person._id, tokens: [], addresses: [], isWithdrawn: true }
    const { findable = [], all = [] } = uprns.get(person._id) ?? {}
    const hiding = hiddenFrom(linkKey, limits.get(person._id) ?? [])
    const common = {
      ref: person._id,
      tokens: tokensOf(person, linkKey),
      households: householdTokens(linkKey, person, all),
      ...(hiding.length > 0 ? { hiddenFrom: hiding } : {}),
    }
    // Its own mark only: two agencies that followed each other's would never let go of it.
    if (protectsAddress(person)) return { ...common, addresses: [], isAddressProtected: true }
    const addresses = [...findable]
      .map((uprn) => addressToken(linkKey, uprn))
      .filter((token) => token !== null)
    return { ...common, addresses }
  })
}

/** What of each person's records hides even that they are there, by reference. */
async function findHidingLimits(
  due: readonly StoredRecord[],
  collections: RecordCollections,
  types: readonly string[],
): Promise<ReadonlyMap<string, readonly StaffLimit[]>> {
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

/** Where the records about somebody are. */
interface Addresses {
  /** By which they may be found. */
  readonly findable: Set<string>
  readonly all: Set<string>
}

/**
 * Addresses of people, from every record about them that carries one, but not from what is sealed.
 * Nobody is findable by a record that would lead to somebody whose address is protected.
 */
async function findUprns(
  refs: readonly string[],
  collections: RecordCollections,
): Promise<ReadonlyMap<string, Addresses>> {
  const uprns = new Map(
    refs.map((ref): [string, Addresses] => [ref, { findable: new Set(), all: new Set() }]),
  )
  const openPeople = () => getCollection(collections, personRecordType)
  // Not those of whom it is not known yet: the index tells only of people whom it has registered.
  const loadProtection = createProtectionLoader(openPeople, hasProtectedAddress)
  for (const collection of Object.values(collections)) {
    const records = await collection
      .find(
        { personRefs: { $in: refs }, uprn: { $gt: '' }, isSealed: { $in: [null, false] } },
        { projection: { personRefs: 1, people: 1, uprn: 1 } },
      )
      .toArray()
    const { atUnknownAddress } = await loadProtection(records.flatMap(referencesIn))
    for (const record of records) {
      const isFindable = !referencesIn(record).some((ref) => atUnknownAddress.has(ref))
      for (const ref of record.personRefs ?? []) {
        if (!record.uprn) continue
        uprns.get(ref)?.all.add(record.uprn)
        if (isFindable) uprns.get(ref)?.findable.add(record.uprn)
      }
    }
  }
  return uprns
}

interface Identifiers {
  readonly nhsNumber?: string | null
  readonly pncIds?: readonly string[]
  readonly croNumbers?: readonly string[]
  readonly crn?: string | null
}

function tokensOf(person: StoredRecord, key: LinkKey): Registration['tokens'] {
  const { nhsNumber, pncIds, croNumbers, crn } = (person['identifiers'] ?? {}) as Identifiers
  const values: [IdentifierType, string | null | undefined][] = [
    ['NHS_NUMBER', nhsNumber],
    ...(pncIds ?? []).map((pncId): [IdentifierType, string] => ['PNC_ID', pncId]),
    ...(croNumbers ?? []).map((number): [IdentifierType, string] => ['CRO_NUMBER', number]),
    ['CRN', crn],
  ]
  return values.flatMap(([type, value]) => {
    const token = value ? identifierToken(key, type, value) : null
    return token === null ? [] : [{ type, token }]
  })
}
