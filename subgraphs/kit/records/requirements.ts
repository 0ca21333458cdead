import { readEnums } from '../../../schema/enum-values'

/** What an order of a court can require. */
export const requirementKinds = readEnums('hub')('RequirementKind')

/** An order as far as its requirements go. */
export interface OrderWithRequirements {
  /** Empty: it requires nothing. Absent: nobody wrote down what it requires. */
  readonly requirements?: readonly { readonly kind: string }[] | null
}

/**
 * What tells whether an order has a requirement of this kind; it tells null when the order's
 * requirements are not known.
 * @throws Error for what is no kind of requirement: it would tell "no" of every order.
 */
export function requirementFinder(wanted: string) {
  if (!requirementKinds.includes(wanted))
    throw new Error(`"${wanted}" is not a kind of requirement`)
  return ({ requirements }: OrderWithRequirements): boolean | null =>
    requirements?.some(({ kind }) => kind === wanted) ?? null
}
