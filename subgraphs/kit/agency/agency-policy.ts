import path from 'node:path'

import type { Agency } from '../../../common/register'
import type { BaseSettings } from '../../../common/settings'
import type { PolicyPlace } from '../../../policies/in-force/policy-in-force'

/**
 * Where the policies are that an agency decides by: the partnership's, and its own agreement when it
 * keeps one in `agreements/<code>.json` of its data folder. Both must permit, so its own can only
 * tighten.
 * @param alone file of the agreement of an agency that decides by that one alone: the partnership's is not with it
 */
export function agencyPolicyPlace(
  { code, kind }: Agency,
  { dataFolder, policyFolder }: Pick<BaseSettings, 'dataFolder' | 'policyFolder'>,
  alone?: string,
): PolicyPlace {
  if (alone !== undefined)
    return { folder: policyFolder, kinds: [], own: { file: alone, kind, isAlone: true } }
  const file = path.join(dataFolder, 'agreements', `${code}.json`)
  return { folder: policyFolder, kinds: [kind], own: { file, kind } }
}
