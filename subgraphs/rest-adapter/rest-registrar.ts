import { createHmac } from 'node:crypto'

import { hiddenFrom } from '../../common/registration/hiding'
import { householdTokens } from '../../common/registration/household-tokens'
import type { LinkKey } from '../../common/registration/link-tokens'
import { addressToken } from '../../common/registration/link-tokens'
import type { Registration } from '../../common/registration/registration'
import { registrationBatchSize } from '../../common/registration/registration'
import { describeLikeness, identifierTokens } from '../kit/index/describe-likeness'
import type { IndexConnection } from '../kit/index/index-client'
import type { Outbox } from '../kit/index/outbox'
import { tellIndex } from '../kit/index/tell-index'
import { hidingLimits } from '../kit/records/limited-access'
import { protectsAddress } from '../kit/records/protection'
import type { StoredRecord } from '../kit/records/record-collection'
import { isMarked } from '../kit/service/is-marked'
import type { RestSource } from './rest-loaders'
import { loadPerson } from './rest-loaders'
import { readPointer } from './to-record'

/** A sweep over everybody may take as long, in milliseconds. */
const sweepMs = 600_000
/** Of the list of everybody. */
const maxPages = 2000

export interface RestRegistrarOptions extends IndexConnection {
  readonly source: RestSource
  readonly outbox: Outbox
  readonly linkKey: LinkKey
  readonly nameKey: Uint8Array
}

interface Described {
  readonly ref: string
  /** Null: the system knows nobody by it any more. */
  readonly person: StoredRecord | null
  readonly registration: Registration
  /** Under the link key, so that it says nothing but whether something has changed. */
  readonly fingerprint: string
}

/**
 * Asks the vendor's system for everybody and tells the index of whoever has changed, in tokens. Kept of a person:
 * the reference, a fingerprint, and the marks that protect them.
 * @returns how many were registered
 * @throws Error when the system or the index does not answer; a sweep that broke off withdraws nobody
 */
export async function sweep(options: RestRegistrarOptions): Promise<number> {
  const { source } = options
  const { client, mapping, marks } = source
  const deadlineMs = performance.now() + sweepMs
  const items = await client.getAll(mapping.people, { deadlineMs, maxPages })
  const listed = new Set(items.map((item) => readRef(item, mapping.people.ref)))
  const known = await marks.find({}, { projection: { fingerprint: 1 } }).toArray()
  const fingerprints = new Map(known.map((one) => [one._id, one['fingerprint']]))
  if (listed.size === 0 && fingerprints.size > 0)
    throw new Error('The system lists nobody, and did before: nobody is withdrawn for that')
  const refs = [...new Set([...listed, ...fingerprints.keys()])]
  let count = 0
  for (let from = 0; from < refs.length; from += registrationBatchSize) {
    const batch = refs.slice(from, from + registrationBatchSize)
    // After the fingerprints were read, and before the system is asked: see the outbox.
    const sequence = await options.outbox.drawSequence()
    const people = await Promise.all(
      batch.map((ref) => describe(ref, listed.has(ref), { options, deadlineMs })),
    )
    const changed = people.filter(({ ref, fingerprint }) => fingerprints.get(ref) !== fingerprint)
    count += await register(changed, sequence, options)
  }
  return count
}

function readRef(item: unknown, pointer: string): string {
  const ref = readPointer(item, pointer)
  const text = typeof ref === 'number' ? String(ref) : ref
  if (typeof text === 'string' && text.length >= 1 && text.length <= 200) return text
  throw new Error('The system lists somebody without a reference')
}

async function describe(
  ref: string,
  isListed: boolean,
  { options, deadlineMs }: { readonly options: RestRegistrarOptions; readonly deadlineMs: number },
): Promise<Described> {
  const person = isListed ? await loadPerson(options.source, ref, deadlineMs) : null
  const registration =
    person === null || isMarked(person['isSealed'])
      ? { ref, tokens: [], addresses: [], isWithdrawn: true }
      : registrationOf(person, options)
  const fingerprint = createHmac('sha256', options.linkKey.secret)
    .update(JSON.stringify([registration, marksOf(person)]))
    .digest('base64url')
  return { ref, person, registration, fingerprint }
}

function registrationOf(
  person: StoredRecord,
  { linkKey, nameKey }: RestRegistrarOptions,
): Registration {
  const isProtected = protectsAddress(person)
  const hiding = hiddenFrom(linkKey, hidingLimits([person]))
  const uprns = typeof person.uprn === 'string' && !isProtected ? [person.uprn] : []
  return {
    ref: person._id,
    tokens: identifierTokens(person, linkKey),
    addresses: uprns.flatMap((uprn) => addressToken(linkKey, uprn) ?? []),
    households: householdTokens(linkKey, person),
    likeness: describeLikeness(person, nameKey, isProtected ? null : uprns),
    ...(hiding.length > 0 ? { hiddenFrom: hiding } : {}),
    ...(isProtected ? { isAddressProtected: true } : {}),
  }
}

/** Whoever the index puts off, or has a newer message of, is registered with the next sweep. */
async function register(
  changed: readonly Described[],
  sequence: number,
  { source: { marks }, outbox, ...index }: RestRegistrarOptions,
): Promise<number> {
  if (changed.length === 0) return 0
  // Before the index tells anybody of them, it is known here who is protected.
  await marks.bulkWrite(
    changed.map(({ ref, person }) => ({
      updateOne: { filter: { _id: ref }, update: { $set: marksOf(person) }, upsert: true },
    })),
  )
  const content = changed.map(({ registration }) => registration)
  const { waiting } = await tellIndex(content, { sequence, outbox, index })
  const taken = changed.filter(({ ref }) => !waiting.has(ref))
  await marks.bulkWrite(
    taken.map(({ ref, person, fingerprint }) =>
      person === null
        ? { deleteOne: { filter: { _id: ref } } }
        : { updateOne: { filter: { _id: ref }, update: { $set: { fingerprint } } } },
    ),
  )
  return taken.length
}

function marksOf(person: StoredRecord | null) {
  const isSealed = person === null || isMarked(person['isSealed'])
  return { isSealed, isAddressProtected: person !== null && protectsAddress(person) }
}
