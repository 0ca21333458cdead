/** What the records of adult social care have to agree on, beside the rules of all records. */
import type { FieldReader, RecordProblem, RecordRule } from '../kit/records/record-rules'
import { othersNamed } from '../kit/records/record-rules'

const inPerson = ['DOORSTEP', 'FACE_TO_FACE_ALONE', 'FACE_TO_FACE_ACCOMPANIED']
const assaults = ['PHYSICAL', 'SEXUAL']

/** A decision on a concern was made by somebody, some way, at some time. */
export const triageIsWhole: RecordRule = (read) =>
  isMissing(read, 'triageOutcome')
    ? []
    : ['triageMethod', 'triagedAt']
        .filter((field) => isMissing(read, field))
        .map((field) => ({ field, problem: 'is required with triageOutcome' }))

/**
 * An assault is not closed by one person who has seen nobody: a second one signs, or the concern waits
 * for that and counts as open.
 */
export const unseenAssaultIsCountersigned: RecordRule = (read) => {
  const outcome = read('triageOutcome')
  const hasCountersign = !isMissing(read, 'countersignedByRole')
  if (outcome === 'AWAITING_COUNTERSIGN' && hasCountersign)
    return [{ field: 'countersignedByRole', problem: 'is not for AWAITING_COUNTERSIGN' }]
  const isClosed = typeof outcome === 'string' && outcome.startsWith('CLOSED_')
  const isSeen = inPerson.some((method) => method === read('triageMethod'))
  if (!isClosed || isSeen || hasCountersign || !isAboutAssault(read)) return []
  const problem =
    'is required: an assault was closed and nobody saw the person. ' +
    'Without a countersign triageOutcome is AWAITING_COUNTERSIGN'
  return [{ field: 'countersignedByRole', problem }]
}

/** A time of signing is somebody's. */
export const countersignIsSomebodys: RecordRule = (read) =>
  !isMissing(read, 'countersignedAt') && isMissing(read, 'countersignedByRole')
    ? [{ field: 'countersignedByRole', problem: 'is required with countersignedAt' }]
    : []

function isAboutAssault(read: FieldReader): boolean {
  const types = read('abuseTypes')
  return (
    read('isAboutAssault') === true ||
    (Array.isArray(types) && types.some((type) => assaults.includes(String(type))))
  )
}

/** Day on which section 42 of the Care Act 2014 came into force. */
const careActInForce = '2015-04-01'

const limbs = [
  ['hasCareNeeds', 'careNeedsEvidence'],
  ['isAtRisk', 'atRiskEvidence'],
  ['isUnableToProtectSelf', 'unableToProtectSelfEvidence'],
] as const

/**
 * An enquiry is statutory when all three limbs are met, each with what it rests on, and not before the
 * Act was in force.
 * @see Care Act 2014, section 42(1)
 */
export const statutoryHasItsLimbs: RecordRule = (read) => {
  if (read('kind') !== 'STATUTORY') return []
  const start = read('startDate')
  const isTooEarly = typeof start === 'string' && start < careActInForce
  return [
    ...(isTooEarly
      ? [{ field: 'kind', problem: `cannot be STATUTORY before ${careActInForce}: give OTHER` }]
      : []),
    ...limbs.flatMap(([limb, evidence]) => findLimbProblems(read, limb, evidence)),
  ]
}

function findLimbProblems(read: FieldReader, limb: string, evidence: string): RecordProblem[] {
  const text = read(evidence)
  const hasEvidence = typeof text === 'string' && text.trim() !== ''
  return [
    ...(read(limb) === true
      ? []
      : [{ field: limb, problem: 'must be true for kind STATUTORY: otherwise kind is OTHER' }]),
    ...(hasEvidence ? [] : [{ field: evidence, problem: 'is required for kind STATUTORY' }]),
  ]
}

const functions = ['canUnderstand', 'canRetain', 'canUseOrWeigh', 'canCommunicate']

/**
 * A conclusion cannot contradict the answers it was drawn from; answers that were not given contradict
 * nothing.
 * @see Mental Capacity Act 2005, sections 2 and 3
 */
export const conclusionFitsAnswers: RecordRule = (read) => {
  const conclusion = read('conclusion')
  const canDoAll = functions.every((field) => read(field) === true)
  const isNotCause =
    read('hasImpairment') === false || read('isCausedByImpairment') === false || canDoAll
  const contradicts =
    (conclusion === 'LACKS_CAPACITY' && isNotCause) ||
    (conclusion === 'HAS_CAPACITY' && read('isCausedByImpairment') === true)
  if (!contradicts) return []
  return [{ field: 'conclusion', problem: 'contradicts the answers it is drawn from' }]
}

/** Nobody is seen alone while somebody else is there, or without being seen at all. */
export const aloneIsAlone: RecordRule = (read) => {
  const isAlone = read('isSeenAlone')
  const method = read('method')
  const problem = (text: string) => [{ field: 'isSeenAlone', problem: text }]
  if (othersNamed(read).length > 0 && isAlone !== false)
    return problem('must be false while "people" names somebody else')
  if (method === 'FACE_TO_FACE_ALONE' && isAlone === false)
    return problem('cannot be false for FACE_TO_FACE_ALONE')
  if (typeof method !== 'string' || isAlone !== true) return []
  const isPossible = inPerson.includes(method) && method !== 'FACE_TO_FACE_ACCOMPANIED'
  return isPossible ? [] : problem(`cannot be true for ${method}`)
}

/** A way to reach somebody is safe or it is not. */
export const waysDoNotMeet: RecordRule = (read) => {
  const safe = read('safeMethods')
  const unsafe = read('unsafeMethods')
  if (!Array.isArray(safe) || !Array.isArray(unsafe)) return []
  return unsafe
    .filter((way) => safe.includes(way))
    .map((way) => ({ field: 'unsafeMethods', problem: `has ${String(way)}, as safeMethods has` }))
}

function isMissing(read: FieldReader, field: string): boolean {
  const value = read(field)
  return value === null || value === undefined || value === ''
}
