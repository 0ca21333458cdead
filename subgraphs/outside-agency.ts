import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import type { HttpServer } from '../common/http/server'
import { isObject, parseJson } from '../common/json'
import type { Agency } from '../common/register'
import { linkKeyFile } from '../common/registration/link-tokens'
import { nameKeyFile } from '../common/registration/name-key'
import type { Environment } from '../common/settings'
import { readPort } from '../common/settings'
import type { SdlReader } from '../schema/instance-sdl'
import { readSdlFile } from '../schema/instance-sdl'
import { startAgency } from './kit/agency/agency'
import type { AgencyKind } from './kit/agency/agency-kind'
import type { OpenRecordSource } from './kit/agency/record-source'
import type { SubgraphSettings } from './kit/service/config'
import { readSubgraphSettings } from './kit/service/config'
import { openStorage } from './storage'

/** An agency whose subgraph is in a folder of its own, wherever that is. */
export interface OutsideAgencyOptions {
  /**
   * Holds `agency.json` (`code`, `field`, `kind`), `schema.graphql` (the SDL that it publishes) and
   * `agreement.json` (what it discloses to whom).
   */
  readonly folder: string
  readonly kind: AgencyKind
  /** Where it keeps its records when not in its own database. */
  readonly openSource?: OpenRecordSource
  /** Its settings; a path among them that is not absolute is in the folder. */
  readonly env: Environment
  /** Told what the storage has to say. */
  readonly log: (line: string) => void
}

/** What the files of such a folder say. */
export interface AgencyFolder {
  readonly agency: Agency
  readonly settings: SubgraphSettings
}

/** An address that nobody is at: whoever runs the agency tells the hub where it is. */
const nowhere = { url: 'https://outside.invalid/graphql', keys: [] }

/**
 * Runs the subgraph of an agency outside on the kit, at `PORT` (default 4990), until it is stopped.
 * @throws Error that names the file or the setting that is missing or wrong
 */
export async function startOutsideAgency(options: OutsideAgencyOptions): Promise<HttpServer> {
  const { folder, kind, env, log, openSource } = options
  const { agency, settings } = readAgencyFolder(folder, kind.name, env)
  const schemaFile = needFile(folder, 'schema.graphql')
  const agreementFile = needFile(folder, 'agreement.json')
  const storage = await openStorage(settings, log)
  try {
    const service = await startAgency({
      ...{ agency, kind, settings, agreementFile, mongodbUri: storage.uri },
      readSdl: readPublished(agency, schemaFile),
      port: env['PORT'] === '0' ? 0 : readPort(env, 'PORT', 4990),
      ...(openSource ? { openSource } : {}),
    })
    const stop = async () => {
      await service.stop()
      await storage.stop()
    }
    return { ...service, stop }
  } catch (error) {
    await storage.stop()
    throw error
  }
}

/**
 * Reads who an agency outside is, and its settings.
 * @param kind name of the kind that it must be of; null: of any
 * @throws Error that names the file or the setting that is missing or wrong
 */
export function readAgencyFolder(
  folder: string,
  kind: string | null,
  env: Environment,
): AgencyFolder {
  const agency = readAgency(needFile(folder, 'agency.json'))
  if (kind !== null && agency.kind !== kind)
    throw new Error(
      `${path.join(folder, 'agency.json')}: kind is "${agency.kind}", and the program is of the kind "${kind}"`,
    )
  const { SIGHTLINE_DATA: data = '.data', SIGHTLINE_POLICIES: policies } = env
  const settings = readSubgraphSettings({
    ...env,
    SIGHTLINE_DATA: path.resolve(folder, data),
    ...(policies === undefined ? {} : { SIGHTLINE_POLICIES: path.resolve(folder, policies) }),
  })
  // Before anything opens them: whoever loads records first would make them up.
  checkPartnershipKeys(settings)
  return { agency, settings }
}

function readAgency(file: string): Agency {
  const content = parseJson(readFileSync(file, 'utf8'))
  if (!isObject(content)) throw new Error(`${file}: expected an object`)
  const read = (name: string, pattern: RegExp) => {
    const value = content[name]
    if (typeof value === 'string' && pattern.test(value)) return value
    throw new Error(`${file}: ${name} must be a text that fits ${pattern.source}`)
  }
  const code = read('code', /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  return {
    ...{ code, displayName: code, existenceProtected: false, position: 0, external: nowhere },
    field: read('field', /^[a-z][A-Za-z0-9]*$/),
    kind: read('kind', /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  }
}

/** What it has published is all that it serves. */
function readPublished({ code }: Agency, file: string): SdlReader {
  return (name) => (name === `published/${code}` ? readFileSync(file, 'utf8') : readSdlFile(name))
}

/** Where an agency's copy of each of the partnership's keys comes from. */
const partnershipKeys = [
  [linkKeyFile, 'link key comes with the invitation; "sightline-agency unseal" opens it'],
  [
    nameKeyFile,
    'key of names comes with the invitation; "sightline-agency unseal --names" opens it',
  ],
] as const

/** Under a key that was made up here its people would be like nobody else's, and nothing would say so. */
function checkPartnershipKeys({ mode, dataFolder }: SubgraphSettings): void {
  if (mode !== 'production') return
  for (const [name, origin] of partnershipKeys) {
    const file = path.join(dataFolder, 'keys', name)
    if (!existsSync(file)) throw new Error(`${file} is missing: the partnership's ${origin}`)
  }
}

function needFile(folder: string, name: string): string {
  const file = path.join(folder, name)
  if (existsSync(file)) return file
  throw new Error(`${file} is missing; "sightline-agency init" makes one`)
}
