import { readAgreementFiles } from './agreement-files'
import type { Policy } from './policy'
import { readPolicy } from './policy'
import purposes from './purposes.json'

/**
 * The policy of the files beside this one: for commands. What serves requests asks `in-force/` instead,
 * because the files may change.
 * @throws Error naming the file and the row that cannot be part of it
 */
export function readCurrentPolicy(): Policy {
  return readPolicy(purposes, readAgreementFiles())
}
