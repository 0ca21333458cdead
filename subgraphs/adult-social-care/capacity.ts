/** How an assessment of capacity was done; what nobody wrote down is absent. */
export interface AssessmentCircumstances {
  readonly place?: string | null
  readonly isSeenAlone?: boolean | null
  readonly isSober?: boolean | null
  readonly isGpConsulted?: boolean | null
}

/** What each flag rests on: true when it is raised, null when that was not recorded. */
const flagTests: Readonly<
  Record<string, (circumstances: AssessmentCircumstances) => boolean | null>
> = {
  INTOXICATED: ({ isSober }) => negationOf(isSober),
  OTHER_PARTY_PRESENT: ({ isSeenAlone }) => negationOf(isSeenAlone),
  DOORSTEP: ({ place }) => (typeof place === 'string' ? place === 'DOORSTEP' : null),
  GP_NOT_CONSULTED: ({ isGpConsulted }) => negationOf(isGpConsulted),
}

/** What was wrong with how it was done, as far as it was recorded. */
export function qualityFlags(circumstances: AssessmentCircumstances): readonly string[] {
  return Object.entries(flagTests)
    .filter(([, test]) => test(circumstances) === true)
    .map(([flag]) => flag)
}

/**
 * Whether the conclusion is safe to rely on: not with any flag, and it is not known while something that
 * a flag rests on was not recorded.
 */
export function isSafeToRelyOn(circumstances: AssessmentCircumstances): boolean | null {
  const raised = Object.values(flagTests).map((test) => test(circumstances))
  if (raised.includes(true)) return false
  return raised.includes(null) ? null : true
}

function negationOf(value: boolean | null | undefined): boolean | null {
  return typeof value === 'boolean' ? !value : null
}
