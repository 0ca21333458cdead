import { readCurrentPolicy, readCurrentPowers } from '../../policies/current-policy'

/** The project's own policy, as its files are now. */
export const currentPolicy = readCurrentPolicy()

/** The powers that its rows may rest on. */
export const currentPowers = readCurrentPowers()
