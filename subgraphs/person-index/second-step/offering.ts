import type { Agency } from '../../../common/register'

/** Codes of the agencies that take part in the second step. */
export function offeringAgencies(register: readonly Agency[]): readonly string[] {
  return register.flatMap(({ code, secondStep }) => (secondStep ? [code] : []))
}
