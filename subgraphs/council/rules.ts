import type { FieldReader, RecordRule } from '../kit/records/record-rules'

/** Whoever declines says why. */
export const declinedWithReason: RecordRule = (read) =>
  read('outcome') === 'DECLINED' && !hasText(read, 'declinedReason')
    ? [{ field: 'declinedReason', problem: 'is required when outcome is DECLINED' }]
    : []

/** What was decided about had been received. */
export const outcomeAfterReceipt: RecordRule = (read) =>
  typeof read('outcome') === 'string' && !hasText(read, 'acknowledgedDate')
    ? [{ field: 'acknowledgedDate', problem: 'is required when outcome is given' }]
    : []

/** A recommendation is done when something shows it, and not taken up only with a reason. */
export const doneWithEvidence: RecordRule = (read) => {
  const state = read('state')
  const isDone = state === 'DONE'
  const needed = isDone
    ? ['completedDate', 'evidence']
    : state === 'NOT_TAKEN_UP'
      ? ['evidence']
      : []
  const missing = needed
    .filter((field) => !hasText(read, field))
    .map((field) => ({ field, problem: `is required when state is ${String(state)}` }))
  if (isDone || !hasText(read, 'completedDate')) return missing
  return [...missing, { field: 'completedDate', problem: 'is only for state DONE' }]
}

function hasText(read: FieldReader, field: string): boolean {
  const value = read(field)
  return typeof value === 'string' && value.trim() !== ''
}
