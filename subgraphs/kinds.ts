/** The kinds of agency, one line each; `agency-kinds.ts` finds them by name. */
export { hospital } from './hospital/kind'
export { housing } from './housing/kind'
export { police } from './police/kind'
export { probation } from './probation/kind'
