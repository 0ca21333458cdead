import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Name of a kind of source, as the register and the schema's files have it. */
const kindPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const extension = '.json'

/**
 * The agreements that lie in a folder, by kind of source: the file's name without `.json`. What has
 * another extension is no agreement.
 * @param folder default: `agreements` beside this file
 * @throws Error naming the file that no kind of source can have or that is not JSON.
 */
export function readAgreementFiles(
  folder = path.join(__dirname, 'agreements'),
): Readonly<Record<string, unknown>> {
  const files = readdirSync(folder).filter(isAgreementFile)
  return parseAgreements(
    files.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const),
  )
}

/** True for a file of that folder that holds an agreement. */
export function isAgreementFile(name: string): boolean {
  return name.endsWith(extension)
}

/**
 * Agreements by kind of source, of their files' names and texts.
 * @throws Error as `readAgreementFiles`
 */
export function parseAgreements(
  files: readonly (readonly [name: string, text: string])[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    files.map(([name, text]) => [readKind(name), parseJson(`policies/agreements/${name}`, text)]),
  )
}

/** @throws Error naming the file when its text is not JSON. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON`, { cause: error })
  }
}

function readKind(name: string): string {
  const kind = name.slice(0, -extension.length)
  if (kindPattern.test(kind)) return kind
  throw new Error(`policies/agreements/${name}: its name is not that of a kind of source`)
}
