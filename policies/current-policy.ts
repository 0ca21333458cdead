import { readAgreementFiles } from './agreement-files'
import type { Policy } from './policy'
import { readPolicy } from './policy'
import type { LegalPower } from './powers'
import { readPowers } from './powers'
import powers from './powers.json'
import purposes from './purposes.json'

/**
 * The policy of the files beside this one: for commands. What serves requests asks `in-force/` instead,
 * because the files may change.
 * @throws Error naming the file and the row that cannot be part of it
 */
export function readCurrentPolicy(): Policy {
  return readPolicy(purposes, readAgreementFiles())
}

/**
 * The powers that rows may rest on, by name: the file beside this one.
 * @throws Error naming the file and the row that is wrong
 */
export function readCurrentPowers(): ReadonlyMap<string, LegalPower> {
  return readPowers('policies/powers.json', powers)
}
