/** The kinds of agency, one line each; `agency-kinds.ts` finds them by name. */
export { adultSocialCare } from './adult-social-care/kind'
export { ambulance } from './ambulance/kind'
export { gp } from './gp/kind'
export { hospital } from './hospital/kind'
export { housing } from './housing/kind'
export { police } from './police/kind'
export { probation } from './probation/kind'
export { substanceUse } from './substance-use/kind'
