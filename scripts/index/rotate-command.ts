import { fetchBounded } from '../../common/http/bounded-fetch'
import { getService, ownServices, ownServiceUrl, personIndexCode } from '../../common/services'
import type { Environment } from '../../common/settings'
import { readBaseSettings } from '../../common/settings'
import {
  forgetNextKey,
  hasNextKey,
  openNextKey,
  openOwnKeys,
  takeNextKey,
} from '../../subgraphs/person-index/keys/own-keys'
import { rotateOwnKey } from '../../subgraphs/person-index/keys/rotate'
import { readIndex } from './index-models'

export const rotateUsage = `npm run index -- rotate
  Seals everything that the index on this machine keeps under a new key of its own. Stop the hub first; whoever stops
  this begins it again, and it goes on. Agencies do nothing.`

/** @returns what is to be printed @throws Error that says what is wrong */
export async function runRotate(
  args: readonly string[],
  environment: Environment = process.env,
): Promise<string> {
  if (args.length > 0) throw new Error(rotateUsage)
  const settings = readBaseSettings(environment)
  const { dataFolder } = settings
  const service = getService(personIndexCode, ownServices)
  await refuseRunning(ownServiceUrl(environment, settings, service))
  const files = {
    open: () => openOwnKeys(dataFolder),
    hasNext: () => hasNextKey(dataFolder),
    openNext: () => openNextKey(dataFolder),
    takeNext: () => {
      takeNextKey(dataFolder)
    },
    forgetNext: () => {
      forgetNextKey(dataFolder)
    },
  }
  const onProgress = (kind: string, done: number) => {
    process.stderr.write(`${kind}: ${done} sealed\n`)
  }
  const count = await readIndex(settings, (models) => rotateOwnKey({ models, files, onProgress }))
  return `Done: everything is sealed with ${count} keys, the last of them new. Keep a copy of the key file with each backup.`
}

/** An index that runs would write what is sealed with the old key alone. */
async function refuseRunning(url: string): Promise<void> {
  const health = { maxBytes: 65_536, timeoutMs: 3000 }
  const answer = await fetchBounded(new URL('/health/live', url), health).catch(() => null)
  if (answer !== null)
    throw new Error('The person index runs. Stop the hub, or every index, and rotate then.')
}
