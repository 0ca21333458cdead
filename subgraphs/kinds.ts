/** The kinds of agency, one line each; `agency-kinds.ts` finds them by name. */
export { charity } from './charity/kind'
export { council } from './council/kind'
export { courts } from './courts/kind'
export { hospital } from './hospital/kind'
export { housing } from './housing/kind'
export { mentalHealth } from './mental-health/kind'
export { police } from './police/kind'
export { probation } from './probation/kind'
