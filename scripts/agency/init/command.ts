import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { print } from 'graphql'

import { projectPath } from '../../../common/project-root'
import type { Agency } from '../../../common/register'
import { parsePolicyText, readPolicyText } from '../../../policies/in-force/policy-files'
import { kindAgencySdl } from '../../../schema/instance-sdl'
import type { InitCommand, Language } from './arguments'
import { programFiles } from './program-files'
import { readmeText } from './readme'
import { sampleRecords } from './sample-records'

/**
 * Makes the folder of a new agency; gives the names of its files, sorted.
 * @throws Error when the kind is none, or the folder has something in it
 */
export async function runInit(
  command: InitCommand,
  policyFolder: string,
): Promise<readonly string[]> {
  const { kind, language, folder } = command
  checkKind(kind)
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder}: there is something in it; name a new folder with --dir`)
  mkdirSync(folder, { recursive: true })
  const files = { ...(await ownFiles(command, policyFolder)) }
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  cpSync(projectPath('docs', 'vectors'), path.join(folder, 'vectors'), { recursive: true })
  copyProgram(language, folder)
  return readdirSync(folder).toSorted()
}

async function ownFiles(
  command: InitCommand,
  policyFolder: string,
): Promise<Readonly<Record<string, string>>> {
  const { code, field, kind, language } = command
  const agency: Agency = {
    ...{ code, field, kind, displayName: code, existenceProtected: false, position: 0 },
  }
  const sdl = kindAgencySdl(agency)
  const own = {
    'schema.graphql': `${print(sdl)}\n`,
    'agency.json': jsonText({ code, field, kind }),
    'agreement.json': await agreementOf(command, policyFolder),
    'records.json': jsonText(recordsFor(language, sampleRecords(sdl, field))),
    'README.md': readmeText(command),
  }
  if (language === 'none') return own
  const ignored = language === 'python' ? pythonIgnored : typescriptIgnored
  const withIgnored = { ...own, '.gitignore': `${ignored.join('\n')}\n` }
  return language === 'python'
    ? withIgnored
    : { ...withIgnored, 'package.json': jsonText(packageOf(code)) }
}

/**
 * What the agency begins with; from then on it is its own. The programs of templates read rows in short; the kit and
 * whoever writes another program have it as the partnership does.
 */
async function agreementOf({ kind, language }: InitCommand, policyFolder: string): Promise<string> {
  if (language === 'none')
    return readFileSync(path.join(policyFolder, 'agreements', `${kind}.json`), 'utf8')
  const policy = parsePolicyText(await readPolicyText(policyFolder))
  const agreement = policy.agreements.get(kind)
  const rows = agreement?.rows.map((row) => ({
    ...{ role: row.recipientRole, purpose: row.purpose, categories: [...row.categories] },
    ...{ requires: row.requires, from: row.inForceFrom, until: row.inForceUntil },
  }))
  return jsonText({ version: agreement?.version ?? '1', rows: rows ?? [] })
}

const typescriptIgnored = ['node_modules', '.sightline-dev', '*.pem', 'record.ndjson']
const pythonIgnored = ['.venv', '__pycache__', '.sightline-dev', '*.pem', 'agency.sqlite*']

function copyProgram(language: Language, folder: string): void {
  for (const [example, name] of programFiles[language])
    cpSync(projectPath('examples', example, name), path.join(folder, name), {
      recursive: true,
      filter: (file) => path.basename(file) !== '__pycache__',
    })
}

/** The program in Python keeps marks of a person beside what it tells of them. */
function recordsFor(language: Language, records: Readonly<Record<string, object>>): object {
  if (language !== 'python') return records
  const people = Object.entries(records).map(([ref, view]) => ({ ref, nhsNumber: null, view }))
  return { people }
}

/** The versions that the hub itself is tested with. */
function packageOf(name: string): object {
  const hub = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
    readonly devDependencies: Readonly<Record<string, string>>
  }
  const versions = { ...hub.devDependencies, ...hub.dependencies }
  const { '@apollo/subgraph': subgraph, graphql, tsx, '@types/node': types, typescript } = versions
  return {
    ...{ name, version: '0.1.0', private: true, type: 'module', engines: { node: '>=20.19' } },
    scripts: { start: 'node --import tsx server.mts', typecheck: 'tsc' },
    dependencies: { '@apollo/subgraph': subgraph, graphql, tsx },
    devDependencies: { '@types/node': types, typescript },
  }
}

function checkKind(kind: string): void {
  const known = readdirSync(projectPath('policies', 'agreements')).map(
    (name) => path.parse(name).name,
  )
  const kinds = known.filter(
    (one) => !['hub', 'insights', 'person-index', 'search-tokens'].includes(one),
  )
  if (!kinds.includes(kind))
    throw new Error(`There is no kind "${kind}". Known: ${kinds.toSorted().join(', ')}`)
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
