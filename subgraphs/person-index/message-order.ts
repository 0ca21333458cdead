import type { Overtaken, Registration } from '../../common/registration/registration'
import type { IndexModels } from './models'

/** A registration, and the key of its record. */
export interface KeyedRegistration extends Registration {
  readonly key: string
}

/** What became of a message of an agency. */
export interface Registered {
  /** Null: nothing has to wait. */
  readonly putOff: PutOff | null
  readonly overtaken: readonly Overtaken[]
}

/** Registrations that have to wait. */
export interface PutOff {
  readonly refs: readonly string[]
  readonly retryAfterSeconds: number
}

type OrderModels = Pick<IndexModels, 'records' | 'withdrawals'>

/** A message's registrations, apart from those of which the index has a newer one. */
interface SortedOut {
  readonly newest: readonly KeyedRegistration[]
  readonly overtaken: readonly Overtaken[]
}

/** Which registrations of a message are not older than what is known, also of records that were taken back. */
export async function sortOut(
  { records, withdrawals }: OrderModels,
  registrations: readonly KeyedRegistration[],
): Promise<SortedOut> {
  const filter = { _id: { $in: keysOf(registrations) } }
  const stored = [
    ...(await records.find(filter, { sequence: 1 }).lean()),
    ...(await withdrawals.find(filter).lean()),
  ]
  const known = new Map<string, number>()
  // A message may hold two of one reference as well.
  const sent = registrations.map(({ key, sequence }) => ({ _id: key, sequence }))
  for (const { _id, sequence } of [...stored, ...sent])
    known.set(_id, Math.max(sequence ?? 0, known.get(_id) ?? 0))
  const numberOf = ({ key }: KeyedRegistration) => known.get(key) ?? 0
  const isOld = (one: KeyedRegistration) =>
    one.sequence !== undefined && one.sequence < numberOf(one)
  const overtaken = registrations
    .filter(isOld)
    .map((one): Overtaken => ({ ref: one.ref, sequence: numberOf(one) }))
  // Without a number it stands where the newest stood: what is older than that stays old.
  const placed = registrations
    .filter((one) => !isOld(one))
    .map((one) => (numberOf(one) > 0 ? { ...one, sequence: numberOf(one) } : one))
  // Of two of one reference the last one counts.
  return { newest: [...new Map(placed.map((one) => [one.key, one])).values()], overtaken }
}

/** Before the records go: a stop in between must not let an older message bring them again. */
export async function noteWithdrawals(
  { withdrawals }: OrderModels,
  withdrawn: readonly KeyedRegistration[],
): Promise<void> {
  const numbered = withdrawn.flatMap(({ key, sequence }) =>
    sequence === undefined ? [] : [{ _id: key, sequence }],
  )
  if (numbered.length === 0) return
  await withdrawals.bulkWrite(
    numbered.map(({ _id, sequence }) => ({
      updateOne: { filter: { _id }, update: { $set: { sequence } }, upsert: true },
    })),
  )
}

/** After the records are there again, with a number of their own. */
export async function forgetWithdrawals(
  { withdrawals }: OrderModels,
  kept: readonly KeyedRegistration[],
): Promise<void> {
  const numbered = kept.filter(({ sequence }) => sequence !== undefined)
  if (numbered.length > 0) await withdrawals.deleteMany({ _id: { $in: keysOf(numbered) } })
}

/** Keys of records. */
export function keysOf(all: readonly { readonly key: string }[]): readonly string[] {
  return all.map(({ key }) => key)
}
