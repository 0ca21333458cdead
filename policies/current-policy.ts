import { readAgreementFiles } from './agreement-files'
import type { Policy } from './policy'
import { readPolicy } from './policy'
import purposes from './purposes.json'

/**
 * The policy of the files beside this one, as they were when the process started: for commands and
 * tests. What serves requests asks `in-force/` instead, because the files may change.
 */
export const currentPolicy: Policy = readPolicy(purposes, readAgreementFiles())
