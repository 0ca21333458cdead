import { valuesOf } from './enums'

/** Scored sections of OASys with the score of a need and of a severe need. */
export interface OasysSectionRule {
  readonly number: number
  readonly name: string
  /** About drugs or alcohol: not for everyone who may see the rest. */
  readonly isSubstanceUse?: true
  readonly threshold: number
  readonly severe: number
}

/** @see ministryofjustice/hmpps-assess-risks-and-needs, need thresholds */
export const oasysSections: readonly OasysSectionRule[] = [
  { number: 3, name: 'Accommodation', threshold: 2, severe: 7 },
  { number: 4, name: 'Education, training and employment', threshold: 3, severe: 7 },
  { number: 6, name: 'Relationships', threshold: 2, severe: 5 },
  { number: 7, name: 'Lifestyle', threshold: 2, severe: 5 },
  { number: 8, name: 'Drugs', isSubstanceUse: true, threshold: 2, severe: 8 },
  { number: 9, name: 'Alcohol', isSubstanceUse: true, threshold: 4, severe: 7 },
  { number: 11, name: 'Thinking', threshold: 4, severe: 7 },
  { number: 12, name: 'Attitudes', threshold: 2, severe: 7 },
]

/** From low to high, as the schema has them. */
const riskLevels = valuesOf('RiskLevel')

/** A section as the assessor answered it: each answer 0, 1, 2, or null for none. */
export interface AnsweredSection {
  readonly number: number
  readonly answers: readonly (number | null)[]
}

/** A section with its score. */
export interface ScoredSection {
  readonly number: number
  readonly name: string
  readonly threshold: number
  /** Sum of the answers given; null when there was none: that is not 0. */
  readonly score: number | null
  readonly unanswered: number
  readonly isNeed: boolean | null
  readonly isSevere: boolean | null
}

const highestAnswer = 2

/**
 * The score of a section and whether it is a need. What was left unanswered may have scored: a score
 * below the threshold says "no need" only when those answers could not have reached it.
 * @throws Error for a section that is not scored.
 */
export function scoreSection({ number, answers }: AnsweredSection): ScoredSection {
  const { name, threshold, severe } = getSectionRule(number)
  const given = answers.filter((answer) => answer !== null)
  const unanswered = answers.length - given.length
  if (given.length === 0)
    return { number, name, threshold, score: null, unanswered, isNeed: null, isSevere: null }
  const score = given.reduce((sum, answer) => sum + answer, 0)
  const reaches = (limit: number): boolean | null => {
    if (score >= limit) return true
    return score + unanswered * highestAnswer >= limit ? null : false
  }
  const [isNeed, isSevere] = [reaches(threshold), reaches(severe)]
  return { number, name, threshold, score, unanswered, isNeed, isSevere }
}

/** The scored sections about drugs and alcohol, or the others; null when none were recorded. */
export function scoreSections(
  sections: readonly AnsweredSection[] | null | undefined,
  aboutSubstanceUse: boolean,
): readonly ScoredSection[] | null {
  if (!sections) return null
  return sections
    .filter(({ number }) => (getSectionRule(number).isSubstanceUse ?? false) === aboutSubstanceUse)
    .map(scoreSection)
}

function getSectionRule(number: number): OasysSectionRule {
  const rule = oasysSections.find((section) => section.number === number)
  if (!rule) throw new Error(`OASys section ${number} is not scored`)
  return rule
}

/** The highest of the levels; null when there is none. */
export function highestRisk(levels: readonly string[]): string | null {
  return riskLevels.findLast((level) => levels.includes(level)) ?? null
}
