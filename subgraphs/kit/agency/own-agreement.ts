import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import type { Agency } from '../../../common/register'
import type { Policy } from '../../../policies/policy'
import { currentPolicy, withAgreement } from '../../../policies/policy'

/**
 * The policies an agency decides by: the partnership's, and its own agreement when it keeps one in
 * `agreements/<code>.json` of its data folder. Both must permit, so its own can only tighten.
 * @throws Error that names the file and the row that cannot be read: the agency must not start.
 */
export function readOwnPolicies(agency: Agency, dataFolder: string): readonly Policy[] {
  const file = path.join(dataFolder, 'agreements', `${agency.code}.json`)
  if (!existsSync(file)) return [currentPolicy]
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return [currentPolicy, withAgreement(currentPolicy, { file, kind: agency.kind, content })]
}
