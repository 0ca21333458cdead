/** Scored sections of OASys with the score of a need and of a severe need. */
export interface OasysSectionRule {
  readonly number: number
  readonly name: string
  readonly threshold: number
  readonly severe: number
}

/** @see ministryofjustice/hmpps-assess-risks-and-needs, need thresholds */
export const oasysSections: readonly OasysSectionRule[] = [
  { number: 3, name: 'Accommodation', threshold: 2, severe: 7 },
  { number: 4, name: 'Education, training and employment', threshold: 3, severe: 7 },
  { number: 6, name: 'Relationships', threshold: 2, severe: 5 },
  { number: 7, name: 'Lifestyle', threshold: 2, severe: 5 },
  { number: 8, name: 'Drugs', threshold: 2, severe: 8 },
  { number: 9, name: 'Alcohol', threshold: 4, severe: 7 },
  { number: 11, name: 'Thinking', threshold: 4, severe: 7 },
  { number: 12, name: 'Attitudes', threshold: 2, severe: 7 },
]

export const riskLevels = ['LOW', 'MEDIUM', 'HIGH', 'VERY_HIGH'] as const

export type RiskLevel = (typeof riskLevels)[number]

/** A section as the assessor answered it: each answer 0, 1, 2, or null for none. */
export interface AnsweredSection {
  readonly number: number
  readonly answers: readonly (number | null)[]
}

/** A section with its score. */
export interface ScoredSection extends Omit<OasysSectionRule, 'severe'> {
  /** Null when nothing was answered: that is not 0. */
  readonly score: number | null
  readonly isNeed: boolean | null
  readonly isSevere: boolean | null
}

/**
 * The score of a section and whether it is a need.
 * @throws Error for a section that is not scored.
 */
export function scoreSection({ number, answers }: AnsweredSection): ScoredSection {
  const rule = oasysSections.find((section) => section.number === number)
  if (!rule) throw new Error(`OASys section ${number} is not scored`)
  const { name, threshold, severe } = rule
  const given = answers.filter((answer) => answer !== null)
  if (given.length === 0)
    return { number, name, threshold, score: null, isNeed: null, isSevere: null }
  const score = given.reduce((sum, answer) => sum + answer, 0)
  return { number, name, threshold, score, isNeed: score >= threshold, isSevere: score >= severe }
}

/** The highest of the levels; null when there is none. */
export function highestRisk(levels: readonly RiskLevel[]): RiskLevel | null {
  return riskLevels.findLast((level) => levels.includes(level)) ?? null
}
