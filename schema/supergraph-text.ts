import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { projectPath } from '../common/project-root'

/** Name of the supergraph in the folder of what agencies have published. */
export const publishedSupergraph = 'supergraph.graphql'

/** What the repository composes: schema/supergraph.graphql. */
export function baseSupergraph(): string {
  return readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
}

/** 16 hexadecimal digits that stand for a supergraph where people compare them. */
export function supergraphId(sdl: string): string {
  return createHash('sha256').update(sdl).digest('hex').slice(0, 16)
}

/** A supergraph that says over which one of the repository it was composed. */
export function sealOver(base: string, sdl: string): string {
  return `# over ${supergraphId(base)}\n${sdl}`
}

/** The supergraph that is in force: what agencies have published, else what the repository composes. */
export class SupergraphFile {
  readonly #file: string
  readonly #base: string
  #stamp = ''
  #text: string

  /** @param folder of what agencies have published; it need not be there */
  constructor(folder: string, base = baseSupergraph()) {
    this.#file = path.join(folder, publishedSupergraph)
    this.#base = base
    this.#text = base
  }

  /**
   * The text as it is now; read again only when the file has changed.
   * @throws Error that says what to do when it belongs to another version of the hub
   */
  read(): string {
    const stamp = stampOf(this.#file)
    if (stamp === this.#stamp) return this.#text
    this.#text = stamp === null ? this.#base : this.#checked(readFileSync(this.#file, 'utf8'))
    this.#stamp = stamp ?? ''
    return this.#text
  }

  #checked(text: string): string {
    if (text.startsWith(`# over ${supergraphId(this.#base)}\n`)) return text
    throw new Error(
      `${this.#file} was composed over another schema of the hub; run npm run agency -- compose`,
    )
  }
}

/** Null: there is no such file, nor can there be one. */
function stampOf(file: string): string | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : null
  } catch (error) {
    // A file where a folder should be: whoever needs the folder says so by its setting.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null
    throw error
  }
}
