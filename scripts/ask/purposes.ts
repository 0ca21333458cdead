import { findDemoUser } from '../../embedded/sign-in/demo-users'
import { mayClaim } from '../../policies/decide'
import { readPurposeClaims, readPurposeTerms } from '../../policies/purposes'
import purposes from '../../policies/purposes.json'
import { mayAskWithoutCase } from '../../policies/review'

const file = 'policies/purposes.json'

/** Whether an enquiry for this purpose may be opened without a case; agreements have no say in it. */
export function needsNoCase(purpose: string): boolean {
  return mayAskWithoutCase(purpose, { terms: readPurposeTerms(file, purposes) })
}

/** What somebody may ask for, a line for each purpose, as the policy has it. */
export function claimablePurposes(user: string): string {
  const found = findDemoUser(user)
  const claims = readPurposeClaims(file, purposes)
  const held = purposes.filter(
    ({ purpose }) => !found || mayClaim(found.roles, purpose, { claims }),
  )
  const who = found ? `${user} may claim` : 'The purposes are'
  if (held.length === 0) return `${user} may claim no purpose.`
  const width = Math.max(...held.map(({ purpose }) => purpose.length))
  return [
    `${who}:`,
    ...held.map(({ purpose, meaning }) => `  ${purpose.padEnd(width)}  ${meaning}`),
  ].join('\n')
}
