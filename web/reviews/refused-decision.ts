import type { HubProblem } from '../hub/hub-client'

const problems: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CONTRADICTS_DECISION: {
    overrule: 'This contradicts what was decided before. If you mean it, say so below',
  },
  TWO_NHS_NUMBERS: {
    outcome: 'They carry different NHS numbers: an agency must correct its record first',
  },
}

/** Why a decision was not taken, by field of its form; null: it is none that can be mended there. */
export function refusedDecision({
  code,
  reason,
}: Pick<HubProblem, 'code' | 'reason'>): Readonly<Record<string, string>> | null {
  const known = problems[reason ?? '']
  if (known) return known
  return code === 'BAD_USER_INPUT'
    ? { reason: 'This could not be taken: check what you chose and why' }
    : null
}
