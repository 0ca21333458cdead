import { existsSync, readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'
import type { SigningKey } from '../../common/keys/keys'
import { echoVectors, refusalVectors } from './answers'
import { hubCallVectors } from './hub-calls'
import { indexCallVectors, linkTokenVectors } from './index-calls'
import { agencyKey, exampleAgency, hubKey, strangerKey } from './made-up-keys'
import { sealSteps } from './sealed-calls'
import { secondStepVectors } from './second-step'
import { signedBefore } from './signed-before'

/** The folder of the vectors. */
export const vectorFolder = projectPath('docs', 'vectors')

const withTokens = ['hub-calls.json', 'index-calls.json']

/**
 * The text of every file of vectors, by its name: what the code that runs makes and answers.
 * @param before gives a file as it was, null when it was not there: its signatures are kept
 */
export async function vectorFiles(
  before: (name: string) => string | null = readIfThere,
): Promise<ReadonlyMap<string, string>> {
  const keep = signedBefore(withTokens.flatMap((name) => before(name) ?? []))
  const files: readonly (readonly [string, unknown])[] = [
    ['keys.json', describeKeys()],
    ['hub-calls.json', { agency: exampleAgency, calls: await hubCallVectors(keep) }],
    ['call-seal.json', sealSteps()],
    ['echoes.json', echoVectors()],
    ['refusals.json', await refusalVectors()],
    ['link-tokens.json', linkTokenVectors()],
    ['index-calls.json', indexCallVectors(keep)],
    ['second-step.json', secondStepVectors()],
  ]
  return new Map(files.map(([name, content]) => [name, `${JSON.stringify(content, null, 2)}\n`]))
}

function describeKeys() {
  return {
    note: 'Private keys that everybody knows: for these vectors only. Never trust them.',
    hub: describeKey(hubKey),
    agency: describeKey(agencyKey),
    stranger: describeKey(strangerKey),
  }
}

function describeKey({ kid, privateKey }: SigningKey) {
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
}

function readIfThere(name: string): string | null {
  const file = `${vectorFolder}/${name}`
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
