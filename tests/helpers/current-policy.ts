import { readCurrentPolicy } from '../../policies/current-policy'

/** The project's own policy, as its files are now. */
export const currentPolicy = readCurrentPolicy()
