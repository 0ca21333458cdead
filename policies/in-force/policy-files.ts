import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

import { isAgreementFile, parseAgreements, parseJson } from '../agreement-files'
import type { Policy } from '../policy'
import { readPolicy } from '../policy'
import { readPowers } from '../powers'

/** The words of a policy, unread. */
interface PolicyTexts {
  readonly purposes: string
  readonly relations: string
  readonly prohibitions: string
  readonly reasons: string
  readonly powers: string
  readonly thresholds: string
  readonly linkage: string
  /** Names of files in `agreements/`, and their texts, sorted by name. */
  readonly agreements: readonly (readonly [name: string, text: string])[]
}

/** Agreements are some tens of kilobytes; what is longer is something else. */
const maxFileBytes = 1024 * 1024

/**
 * Every word of the policy in a folder like `policies/`, as one text that changes when a word does.
 * @throws Error naming the file or folder that cannot be read
 */
export async function readPolicyText(folder: string): Promise<string> {
  const agreements = path.join(folder, 'agreements')
  const names = (await listFiles(agreements)).filter(isAgreementFile).toSorted()
  const texts: PolicyTexts = {
    purposes: await readText(path.join(folder, 'purposes.json')),
    relations: await readText(path.join(folder, 'relations.json')),
    prohibitions: await readText(path.join(folder, 'prohibitions.json')),
    reasons: await readText(path.join(folder, 'reasons.json')),
    powers: await readText(path.join(folder, 'powers.json')),
    thresholds: await readText(path.join(folder, 'thresholds.json')),
    linkage: await readText(path.join(folder, 'linkage.json')),
    agreements: await Promise.all(
      names.map(async (name) => [name, await readText(path.join(agreements, name))] as const),
    ),
  }
  return JSON.stringify(texts)
}

/**
 * The policy that such a text is of.
 * @throws Error naming the file and the row that cannot be part of it
 */
export function parsePolicyText(text: string): Policy {
  const { purposes, agreements, ...further } = JSON.parse(text) as PolicyTexts
  // Nothing is decided by the list of powers, but a bad one is refused with the rest.
  readPowers('policies/powers.json', parseJson('policies/powers.json', further.powers))
  return readPolicy(parseJson('policies/purposes.json', purposes), parseAgreements(agreements), {
    relations: parseJson('policies/relations.json', further.relations),
    prohibitions: parseJson('policies/prohibitions.json', further.prohibitions),
    thresholds: parseJson('policies/thresholds.json', further.thresholds),
    reasons: parseJson('policies/reasons.json', further.reasons),
    linkage: parseJson('policies/linkage.json', further.linkage),
  })
}

/** @throws Error naming the file, when it cannot be read or is too long to be an agreement */
export async function readText(file: string): Promise<string> {
  const { size } = await stat(file).catch(failedAt(file))
  if (size > maxFileBytes) throw new Error(`${file} is longer than ${maxFileBytes} bytes`)
  return readFile(file, 'utf8').catch(failedAt(file))
}

function listFiles(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(failedAt(folder))
}

function failedAt(file: string) {
  return (cause: unknown): never => {
    const { code = 'unknown error' } = cause as { readonly code?: string }
    throw new Error(`${file} cannot be read (${code})`, { cause })
  }
}
