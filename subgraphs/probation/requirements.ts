/** What an order can require; the schema's RequirementKind. */
export const requirementKinds = [
  'ALCOHOL_TREATMENT',
  'DRUG_REHABILITATION',
  'PROGRAMME',
  'RESIDENCE',
  'EXCLUSION',
  'PROHIBITED_ACTIVITY',
  'CURFEW',
  'MENTAL_HEALTH_TREATMENT',
  'UNPAID_WORK',
  'SUPERVISION',
] as const

/** One kind of requirement. */
export type RequirementKind = (typeof requirementKinds)[number]

/** An order as far as its requirements go. */
export interface OrderWithRequirements {
  /** Empty: it requires nothing. Absent: nobody wrote down what it requires. */
  readonly requirements?: readonly { readonly kind: string }[] | null
}

/** Whether an order has a requirement of this kind; null when its requirements are not known. */
export function hasRequirement(
  { requirements }: OrderWithRequirements,
  wanted: RequirementKind,
): boolean | null {
  return requirements?.some(({ kind }) => kind === wanted) ?? null
}
