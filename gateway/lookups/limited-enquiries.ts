import type { Policy } from '../../policies/policy'
import { isEmergency } from '../../policies/review'
import { argumentsOf } from '../operation/field-arguments'
import type { Requester } from '../operation/requester'
import type { SelectedField, Variables } from '../operation/selection'
import { coordinateOf } from '../operation/selection'
import type { Asker, AskerLimits } from './bounds'
import { boundsOf, takeFromAll } from './bounds'
import type { Buckets } from './buckets'
import { LimitReached } from './limit-reached'

/** The root field that opens an enquiry. */
export const openEnquiryField = 'Mutation.openEnquiry'

/**
 * Takes what the enquiries that an operation opens cost, whether or not they can be opened. Emergencies
 * are counted apart from the others, and both apart from look-ups.
 * @param policy the request's; `variables` are coerced
 * @throws LimitReached
 */
export function takeEnquiries(
  limits: AskerLimits<Buckets>,
  requester: Requester,
  {
    asked,
    variables,
    policy,
  }: {
    readonly asked: readonly SelectedField[]
    readonly variables: Variables
    readonly policy: Policy
  },
): void {
  const purposes = asked
    .filter((field) => coordinateOf(field) === openEnquiryField)
    .map((field) => purposeOf(field, variables))
  const emergencies = purposes.filter((purpose) => isEmergency(purpose, policy)).length
  take(limits, { ...requester, isEmergency: true }, emergencies)
  take(limits, { ...requester, isEmergency: false }, purposes.length - emergencies)
}

/**
 * Takes what a request costs whose reason for asking is refused: as much as an enquiry.
 * @throws LimitReached
 */
export function takeRefusedReason(limits: AskerLimits<Buckets>, requester: Requester): void {
  take(limits, { ...requester, isEmergency: false }, 1)
}

function take(limits: AskerLimits<Buckets>, asker: Asker, count: number): void {
  if (count === 0) return
  const seconds = takeFromAll(boundsOf(limits, asker), count)
  if (seconds === 0) return
  const flags = ['MANY_ENQUIRIES' as const, ...(asker.isEmergency ? ['BREAK_GLASS' as const] : [])]
  throw new LimitReached('You have opened many enquiries', seconds, flags)
}

/** Empty for an input that the schema does not have: it is refused where the enquiry would be opened. */
function purposeOf({ definition, nodes }: SelectedField, variables: Variables): string {
  const { input } = definition ? argumentsOf(definition, nodes[0], variables) : {}
  const { purpose } = { ...(input as { readonly purpose?: unknown } | undefined) }
  return typeof purpose === 'string' ? purpose : ''
}
