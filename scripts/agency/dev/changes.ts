import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Files of an agency that its hub has to know of. */
const watched = ['agency.json', 'schema.graphql', 'agreement.json', 'for-the-hub/agreement.json']

/** What the files say now, as one text that changes when a word does. */
export function wordsOf(folder: string): string {
  const files = watched.map((name) => path.join(folder, name))
  return JSON.stringify(files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)))
}
