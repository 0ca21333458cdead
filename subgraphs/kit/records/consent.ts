import type { Ground } from '../../../common/registration/hiding'
import { groundText } from '../../../common/registration/hiding'
import { purposes } from '../../../policies/vocabulary'
import { isMarked } from '../service/is-marked'
import type { StoredRecord } from './record-collection'
import type { RecordField, RecordFields } from './record-fields'
import { day, listOf, requiredDay, requiredOneOf, text } from './record-fields'
import type { RecordRule } from './record-rules'
import { isInTheFuture } from './record-rules'

/**
 * The fields of a record of consent, for a kind that tells nothing of a person without one.
 * @param decision words of the kind's schema: GIVEN, REFUSED and OVERRIDDEN
 */
export function consentFields(decision: RecordField): RecordFields {
  return {
    decision,
    scope: { ...listOf(requiredOneOf(purposes)), required: true },
    day: requiredDay,
    withdrawnDay: day,
    caseReference: { ...text, maxlength: 200, trim: true },
    reason: text,
  }
}

/**
 * Consent is for a purpose at least, and an override for one request, with its reason. Neither can be
 * given or taken back on a day to come: what stands today is what the records say today.
 */
export const consentIsWhole: RecordRule = (read) => {
  const scope = read('scope')
  const [given, withdrawn] = [read('day'), read('withdrawnDay')]
  const isEarlier = typeof given === 'string' && typeof withdrawn === 'string' && withdrawn < given
  return [
    ...(Array.isArray(scope) && scope.length > 0
      ? []
      : [{ field: 'scope', problem: 'must name a purpose at least' }]),
    ...['day', 'withdrawnDay']
      .filter((field) => isInTheFuture(read(field)))
      .map((field) => ({ field, problem: 'is in the future' })),
    ...(isEarlier ? [{ field: 'withdrawnDay', problem: `"${withdrawn}" is before day` }] : []),
    ...overrideProblems(read('decision'), read),
  ]
}

function overrideProblems(decision: unknown, read: (field: string) => unknown) {
  const isOverride = decision === 'OVERRIDDEN'
  const has = (field: string) => {
    const value = read(field)
    return typeof value === 'string' && value.trim() !== ''
  }
  if (isOverride)
    return ['caseReference', 'reason']
      .filter((field) => !has(field))
      .map((field) => ({ field, problem: 'is required when decision is OVERRIDDEN' }))
  return has('caseReference')
    ? [{ field: 'caseReference', problem: 'is only for decision OVERRIDDEN' }]
    : []
}

/**
 * On which grounds a person may be told of, by their records of consent, as `groundText` writes them:
 * none without such a record. Pure.
 *
 * For each purpose the latest word of the person counts; of a yes and a no of one day, the no. An
 * override stands beside it, for its own case and purposes, until it is taken back. What is superseded
 * or entered in error says nothing; what is sealed permits nothing.
 */
export function findGrounds(records: readonly StoredRecord[]): readonly string[] {
  const standing = records.filter(({ status }) => (status ?? 'CURRENT') === 'CURRENT')
  const consented = purposes.filter((purpose) => isConsentedTo(purpose, standing))
  const overridden = standing.filter(
    (record) => record['decision'] === 'OVERRIDDEN' && !isTakenBack(record),
  )
  const grounds: readonly Ground[] = [
    ...consented.map((purpose) => ({ purpose, caseReference: null })),
    ...overridden.flatMap((record) => groundsOfOverride(record)),
  ]
  return [...new Set(grounds.map(groundText))]
}

function isConsentedTo(purpose: string, records: readonly StoredRecord[]): boolean {
  const words = records
    .filter((record) => record['decision'] !== 'OVERRIDDEN' && scopeOf(record).includes(purpose))
    .flatMap((record) => wordsOf(record))
  const latest = words
    .map(({ day: said }) => said)
    .toSorted()
    .at(-1)
  const last = words.filter(({ day: said }) => said === latest)
  return last.length > 0 && last.every(({ isYes }) => isYes)
}

/** What a record says and when: a consent that was taken back is a yes and a later no. */
function wordsOf(record: StoredRecord) {
  const said = dayOf(record['day'])
  const isYes = record['decision'] === 'GIVEN' && said !== null && !isMarked(record['isSealed'])
  const words = [{ day: said ?? endOfTime, isYes }]
  return isUnset(record['withdrawnDay'])
    ? words
    : [...words, { day: dayOf(record['withdrawnDay']) ?? endOfTime, isYes: false }]
}

/** A day that cannot be read is later than any: then it is a no. */
const endOfTime = '9999-12-31'

function groundsOfOverride(record: StoredRecord): readonly Ground[] {
  const { caseReference } = record
  if (typeof caseReference !== 'string' || caseReference.trim() === '') return []
  return scopeOf(record).map((purpose) => ({ purpose, caseReference }))
}

function isTakenBack(record: StoredRecord): boolean {
  return !isUnset(record['withdrawnDay']) || isMarked(record['isSealed'])
}

function scopeOf({ scope }: StoredRecord): readonly string[] {
  return Array.isArray(scope) ? scope.filter((purpose) => typeof purpose === 'string') : []
}

function dayOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isUnset(value: unknown): boolean {
  return value === null || value === undefined
}
