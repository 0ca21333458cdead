import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Name of a kind of source, as the register and the schema's files have it. */
const kindPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const extension = '.json'

/**
 * The agreements that lie in a folder, by kind of source: the file's name without `.json`. What has
 * another extension is no agreement.
 * @param folder default: `agreements` beside this file, in the sources as in `dist/`
 * @throws Error naming the file that no kind of source can have or that is not JSON.
 */
export function readAgreementFiles(
  folder = path.join(__dirname, 'agreements'),
): Readonly<Record<string, unknown>> {
  const files = readdirSync(folder).filter((name) => name.endsWith(extension))
  return Object.fromEntries(
    files.map((name) => [readKind(name), readJson(path.join(folder, name))]),
  )
}

function readKind(name: string): string {
  const kind = name.slice(0, -extension.length)
  if (kindPattern.test(kind)) return kind
  throw new Error(`policies/agreements/${name}: its name is not that of a kind of source`)
}

/** @throws Error naming the file that is not JSON or cannot be read */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON`, { cause: error })
  }
}
