import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { PinnedKey } from '../../../common/external-agency'
import { keysPath } from '../../../common/keys/keys-route'
import { portsFrom } from '../../../common/ports'
import { linkKeyFile } from '../../../common/registration/link-tokens'
import { getService, ownServices, personIndexCode, portOf } from '../../../common/services'
import type { Environment } from '../../../common/settings'
import { preparePartnershipKeys } from '../../../embedded/start/partnership-keys'
import { readAgencyFolder } from '../../../subgraphs/outside-agency'
import type { DevCommand } from './arguments'
import { wordsOf } from './changes'
import type { HubCopy } from './hub-copy'
import { copyHub, putInto } from './hub-copy'
import { waitForKeys } from './own-keys'
import { registerStandIn } from './stand-in'

/** What `dev` tells whoever writes the agency: what it is about, and a sentence. */
export interface DevNews {
  readonly event: 'WORKSPACE' | 'SETTING' | 'WAITING' | 'STARTING' | 'READY' | 'CHANGED' | 'REFUSED'
  readonly says: string
}

/** A hub that can be started and stopped. */
export interface StartedHub {
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export interface DevPlace {
  /** Root of the project or of the package. */
  readonly root: string
  readonly env: Environment
  readonly tell: (news: DevNews) => void
  readonly makeHub: (root: string, env: Environment) => StartedHub
  /** Ends it. */
  readonly signal: AbortSignal
  /** Pause between two looks at the agency's files, in milliseconds. Default 1,000. */
  readonly everyMs?: number
}

/**
 * Runs a hub with this agency in it until the signal comes.
 * @throws Error that says what to change when it cannot be started
 */
export async function runDev(command: DevCommand, place: DevPlace): Promise<void> {
  const { tell, root, signal } = place
  const hubUrls = urlsOf(command.port)
  tell({ event: 'WORKSPACE', says: `${hubUrls.workspace}/` })
  const home = path.resolve(command.folder, '.sightline-dev')
  const dataFolder = path.join(home, 'data')
  preparePartnershipKeys(dataFolder)
  for (const says of settingsFor(hubUrls, dataFolder)) tell({ event: 'SETTING', says })
  const keys = await waitForKeys(command.url, {
    onWaiting: () => {
      tell({ event: 'WAITING', says: `for your subgraph at ${command.url}` })
    },
    signal,
  })
  const copy = { root: path.join(home, 'hub'), agencyFolder: path.resolve(command.folder) }
  copyHub(copy, root)
  const running = { command, place, copy, keys, dataFolder, index: hubUrls.index }
  const take = () => {
    const { agency } = readAgencyFolder(command.folder, null, {})
    putInto(copy, { agency, url: command.url, keys }, root)
    return agency.code
  }
  const code = take()
  const hub = place.makeHub(copy.root, {
    ...withoutSettings(place.env),
    ...{ SIGHTLINE_PORT: String(command.port), SIGHTLINE_DATA: dataFolder },
  })
  // Also while it starts.
  signal.addEventListener('abort', () => void hub.stop(), { once: true })
  try {
    await begin(hub, running, code)
    await follow(hub, running, take)
  } finally {
    await hub.stop()
  }
}

/** Of a shell that may have an agency's: with them the copy would listen for others, or ask a real hub. */
function withoutSettings(env: Environment): Environment {
  const isSetting = (name: string) => name.startsWith('SIGHTLINE_') || name === 'MONGODB_URI'
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isSetting(name)))
}

interface Running {
  readonly command: DevCommand
  readonly place: DevPlace
  readonly copy: HubCopy
  readonly keys: readonly PinnedKey[]
  readonly dataFolder: string
  /** Of the person index. */
  readonly index: string
}

async function begin(hub: StartedHub, running: Running, code: string): Promise<void> {
  const { command, place, keys, dataFolder, index } = running
  place.tell({ event: 'STARTING', says: 'the hub, with stand-ins and the made-up case' })
  await hub.start()
  if (command.standIn)
    await registerStandIn({
      ...{ agency: code, keys, dataFolder, personIndexUrl: index },
      ...command.standIn,
    })
  const { workspace } = urlsOf(command.port)
  place.tell({ event: 'READY', says: `${workspace}/ with ${code} in it` })
}

/** Takes each change of the agency's files; what is not good changes nothing. */
async function follow(hub: StartedHub, running: Running, take: () => string): Promise<void> {
  const { command, place } = running
  const { signal, everyMs = 1000, tell } = place
  let words = wordsOf(command.folder)
  while (await pause(everyMs, signal)) {
    const now = wordsOf(command.folder)
    if (now === words) continue
    words = now
    try {
      const code = take()
      tell({ event: 'CHANGED', says: 'the hub starts again with it; what it holds stays' })
      await hub.stop()
      await begin(hub, running, code)
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      tell({ event: 'REFUSED', says: `${problem}; the hub goes on as it was` })
    }
  }
}

/** False when it is over. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal }).catch(() => false)
}

function urlsOf(port: number) {
  const at = (one: number) => `http://127.0.0.1:${one}`
  const index = portOf(getService(personIndexCode, ownServices), port)
  return { gateway: at(port), workspace: at(portsFrom(port).web), index: at(index ?? port) }
}

/** What the subgraph needs to know of this hub, as the templates call it. */
function settingsFor(
  { gateway, index }: ReturnType<typeof urlsOf>,
  dataFolder: string,
): readonly string[] {
  return [
    `HUB_JWKS=${gateway}${keysPath}`,
    `INDEX_URL=${index}`,
    `LINK_KEY_FILE=${path.join(dataFolder, 'keys', linkKeyFile)}`,
  ]
}
