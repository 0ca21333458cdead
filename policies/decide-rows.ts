import { decide } from './decide'
import type { Decision, DisclosureFacts, WithholdingReason } from './facts'
import type { Policy } from './policy'

/** What may be told of a list whose rows have a category each. */
export type ListDecision =
  | (Extract<Decision, { readonly effect: 'permit' }> & {
      /** Categories of which no row is told, whether or not there are any. */
      readonly withheldRows: readonly string[]
    })
  | Exclude<Decision, { readonly effect: 'permit' }>

const notDisclosed: WithholdingReason = 'CATEGORY_NOT_DISCLOSED'

/**
 * What of a permitted list may be told: each category of its rows is decided by itself. A list of which no
 * row may be told is withheld, as if its rows had one category.
 * @param rows the categories there may be; null: the rows have none of their own
 */
export function decideRows(
  decision: Decision,
  facts: Omit<DisclosureFacts, 'categories'>,
  { rows, policy }: { readonly rows: readonly string[] | null; readonly policy: Policy },
): ListDecision {
  if (decision.effect !== 'permit') return decision
  const withheldRows = (rows ?? []).filter(
    (category) => decide({ ...facts, categories: [category] }, policy).effect !== 'permit',
  )
  if (rows === null || withheldRows.length < rows.length) return { ...decision, withheldRows }
  return { effect: 'withhold', reason: notDisclosed }
}
