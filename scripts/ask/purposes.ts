import { findDemoUser } from '../../embedded/sign-in/demo-users'
import { currentPolicy } from '../../policies/current-policy'
import { mayClaim } from '../../policies/decide'
import purposes from '../../policies/purposes.json'

/** What somebody may ask for, a line for each purpose, as the policy has it. */
export function claimablePurposes(user: string): string {
  const found = findDemoUser(user)
  const held = purposes.filter(
    ({ purpose }) => !found || mayClaim(found.roles, purpose, currentPolicy),
  )
  const who = found ? `${user} may claim` : 'The purposes are'
  if (held.length === 0) return `${user} may claim no purpose.`
  const width = Math.max(...held.map(({ purpose }) => purpose.length))
  return [
    `${who}:`,
    ...held.map(({ purpose, meaning }) => `  ${purpose.padEnd(width)}  ${meaning}`),
  ].join('\n')
}
