import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import type { PinnedKey } from '../../../common/external-agency'
import { isObject, parseJson } from '../../../common/json'
import type { Agency } from '../../../common/register'
import { readRegister } from '../../../common/register'
import { listServices } from '../../../common/services'
import { categories } from '../../../policies/vocabulary'
import { composeSupergraph } from '../../../schema/compose'
import { readWithPublished } from '../../../schema/published-sdl'
import { replaceFile } from '../publish/replace-file'

/** A hub of one's own: the programs as they are, with another register, schema and policy. */
export interface HubCopy {
  /** Absolute path of its root. */
  readonly root: string
  /** The agency's folder. */
  readonly agencyFolder: string
}

/** The agency that is looked at, as the register of that hub has it. */
export interface DevAgency {
  readonly agency: Pick<Agency, 'code' | 'field' | 'kind'>
  readonly url: string
  readonly keys: readonly PinnedKey[]
}

/** What a hub's processes run and read. */
const parts = [
  'package.json',
  'agencies.json',
  'dist',
  'schema',
  'policies',
  'web/views',
  'embedded/made-up-case',
]

/** Copies the programs of a hub; what stood there before goes. @param from root of the project or package */
export function copyHub({ root }: HubCopy, from: string): void {
  rmSync(root, { recursive: true, force: true })
  for (const part of parts)
    cpSync(path.join(from, part), path.join(root, part), {
      recursive: true,
      filter: (file) => !file.endsWith('.ts'),
    })
  // Wherever they are installed: of the package that may be beside it.
  const found = createRequire(path.join(from, 'package.json')).resolve('graphql')
  const modules = found.slice(0, found.lastIndexOf(`${path.sep}graphql${path.sep}`))
  symlinkSync(modules, path.join(root, 'node_modules'))
}

/**
 * Puts the agency into that hub: in the register, in the place of the one with its code if there is one, with what
 * it publishes, and its agreement. Nothing is changed when it does not compose.
 * @param from root of the project or package
 * @throws Error that says what to change; CompositionError when its SDL does not compose
 */
export function putInto(copy: HubCopy, { agency, url, keys }: DevAgency, from: string): void {
  const at = (...names: readonly string[]) => path.join(copy.root, ...names)
  const { code, field, kind } = agency
  const entry = {
    ...{ code, displayName: code, kind, field, existenceProtected: false },
    ...{ external: true, url, keys },
  }
  const entries = JSON.parse(readFileSync(path.join(from, 'agencies.json'), 'utf8')) as Entry[]
  const isKnown = entries.some((one) => one['code'] === code)
  const register = isKnown
    ? entries.map((one) => (one['code'] === code ? { ...one, ...entry } : one))
    : [...entries, entry]
  const draft = at('agencies.draft.json')
  replaceFile(draft, `${JSON.stringify(register, null, 2)}\n`)
  const agencies = readRegister(draft)
  const sdl = readFileSync(path.join(copy.agencyFolder, 'schema.graphql'), 'utf8')
  const read = readWithPublished(new Map([[code, sdl]]))
  const services = listServices(agencies)
  const supergraph = composeSupergraph({ services, categories, read })
  putAgreement(copy, kind, from)
  replaceFile(at('agencies.json'), readFileSync(draft, 'utf8'))
  mkdirSync(at('schema', 'published'), { recursive: true })
  replaceFile(at('schema', 'published', `${code}.graphql`), sdl)
  replaceFile(at('schema', 'supergraph.graphql'), supergraph)
}

type Entry = Readonly<Record<string, unknown>>

/** Its own when it is written for the hub; else the partnership's for its kind. */
export function putAgreement({ root, agencyFolder }: HubCopy, kind: string, from: string): void {
  const partnership = path.join(from, 'policies', 'agreements', `${kind}.json`)
  const own = ['for-the-hub/agreement.json', 'agreement.json']
    .map((name) => path.join(agencyFolder, name))
    .find((file) => isForHub(file, kind))
  const file = own ?? (existsSync(partnership) ? partnership : null)
  if (file === null)
    throw new Error(
      `The partnership has no agreement for the kind "${kind}": write one as for-the-hub/agreement.json, with "source": "${kind}"; policies/agreements/ has examples`,
    )
  replaceFile(path.join(root, 'policies', 'agreements', `${kind}.json`), readFileSync(file, 'utf8'))
}

function isForHub(file: string, kind: string): boolean {
  const content = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : null
  return isObject(content) && content['source'] === kind
}
