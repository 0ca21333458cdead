import { readEnums } from '../../../schema/enum-values'
import type { CodeList } from './coded-value'
import type { RecordFields } from './record-fields'
import { oneOf, requiredOneOf, requiredText, text, wholeNumber } from './record-fields'
import type { RecordProblem, RecordRule } from './record-rules'
import { codeInUse } from './record-rules'

const valuesOf = readEnums('hub')

/** From the lowest to the highest. */
const grades = valuesOf('RiskGrade')

/**
 * Tools for assessing the risk of domestic abuse, with the day of the one that came later.
 * @see College of Policing, Domestic Abuse Risk Assessment for first responders
 */
export const riskTools: CodeList = {
  name: 'RISK_TOOL',
  codes: new Map([
    ['DASH', { display: 'Domestic Abuse, Stalking and Honour-based violence checklist' }],
    ['DARA', { display: 'Domestic Abuse Risk Assessment', validFrom: '2022-11-01' }],
    ['OTHER', { display: 'Another tool' }],
  ]),
}

/** Questions of the DASH checklist. */
const dashQuestions = 27

/** Ticks of the DASH checklist from which the risk is high. @see SafeLives, Dash risk checklist */
const visiblyHighFrom = 14

/** An assessment of the risk of domestic abuse, as police and charities make it. */
export const riskAssessmentFields: RecordFields = {
  tool: requiredOneOf(valuesOf('RiskTool')),
  toolVersion: { ...text, maxlength: 100 },
  yesCount: wholeNumber(0, 1000),
  actuarialGrade: oneOf(grades),
  grade: requiredOneOf(grades),
  judgement: text,
  assessorRole: requiredText,
}

/** What an assessment needs beside its fields. */
export const riskAssessmentRules: readonly RecordRule[] = [
  codeInUse(riskTools, 'tool', 'occurredAt'),
  ticksFitTheTool,
  ticksAreFollowed,
  judgementOnlyRaises,
]

function ticksFitTheTool(read: (field: string) => unknown): readonly RecordProblem[] {
  const count = read('yesCount')
  const isTooMany = read('tool') === 'DASH' && typeof count === 'number' && count > dashQuestions
  return isTooMany
    ? [{ field: 'yesCount', problem: `"${count}" is more than the ${dashQuestions} of DASH` }]
    : []
}

/** So many ticks are a high risk whatever else is written. */
function ticksAreFollowed(read: (field: string) => unknown): readonly RecordProblem[] {
  if (actuarialGradeOf({ tool: read('tool'), yesCount: read('yesCount') }) === null) return []
  const stated = read('actuarialGrade') ?? 'HIGH'
  if (stated === 'HIGH') return []
  const problem = `must be HIGH: DASH with ${visiblyHighFrom} ticks or more is`
  return [{ field: 'actuarialGrade', problem }]
}

/** Judgement may raise what the tool found, with reasons; it never lowers it. */
function judgementOnlyRaises(read: (field: string) => unknown): readonly RecordProblem[] {
  const found = actuarialGradeOf({
    ...{ tool: read('tool'), yesCount: read('yesCount') },
    actuarialGrade: read('actuarialGrade'),
  })
  const [grade, judgement] = [read('grade'), read('judgement')]
  if (found === null || typeof grade !== 'string') return []
  const difference = grades.indexOf(grade) - grades.indexOf(found)
  if (difference < 0)
    return [{ field: 'grade', problem: `is below ${found}, which the tool found: never lower it` }]
  const hasReasons = typeof judgement === 'string' && judgement.trim() !== ''
  if (difference === 0 || hasReasons) return []
  return [{ field: 'judgement', problem: 'must give the reasons for raising the grade' }]
}

/** The parts of an assessment that say what the tool found. */
export interface ToolResult {
  readonly tool?: unknown
  readonly yesCount?: unknown
  readonly actuarialGrade?: unknown
}

/** What the tool found by itself, stated or by its ticks; null when it is not known. Pure. */
export function actuarialGradeOf({ tool, yesCount, actuarialGrade }: ToolResult): string | null {
  if (tool === 'DASH' && typeof yesCount === 'number' && yesCount >= visiblyHighFrom) return 'HIGH'
  return typeof actuarialGrade === 'string' ? actuarialGrade : null
}

export interface Graded extends ToolResult {
  readonly grade?: unknown
}

/** What is computed of an assessment. */
export const riskAssessmentResolvers = {
  actuarialGrade: (record: Graded) => actuarialGradeOf(record),
  isRaisedByJudgement: (record: Graded) => {
    const found = actuarialGradeOf(record)
    return found === null ? null : record.grade !== found
  },
}
