import type { WriteStream } from 'node:fs'
import { createWriteStream, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'

import type { TableName, TablePart } from './tables'
import { columnsFile, headerParts, recordFiles, tableParts } from './tables'

export interface WriteOptions {
  readonly people: number
  readonly seed: number
  readonly folder: string
  /** Told how many people are written. */
  readonly report: (people: number) => void
}

/** What is true lies apart from the records, so that no list of all files reads it as one. */
const truthFolder = 'truth'

/** Where a file is in the folder. */
function placeOf(file: TableName): string {
  return file === 'truth.csv' || file === 'people.csv' ? join(truthFolder, file) : file
}

/**
 * Writes the people as files, little by little: memory does not grow with their number.
 * @returns how many records were written
 * @throws Error when the folder holds something already, or cannot be written
 */
export async function writePeople({ people, seed, folder, report }: WriteOptions): Promise<number> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder}: it holds something already. Name another folder, or empty it.`)
  mkdirSync(join(folder, truthFolder), { recursive: true })
  writeFileSync(join(folder, 'columns.json'), `${JSON.stringify(columnsFile, null, 2)}\n`)
  const files = new OpenFiles(folder)
  await files.write(headerParts())
  let records = 0
  for (const { parts, people: done } of tableParts(people, seed)) {
    records += parts.filter(({ file }) => file === 'truth.csv').length
    await files.write(parts)
    report(done)
  }
  await files.close()
  return records
}

/** So much is gathered for a file before it is written, in characters. */
const chunk = 65_536

class OpenFiles {
  readonly #folder: string
  readonly #open = new Map<TableName, { readonly stream: WriteStream; waiting: string }>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async write(parts: readonly TablePart[]): Promise<void> {
    for (const { file, text } of parts) {
      const open = this.#open.get(file) ?? { stream: this.#create(file), waiting: '' }
      this.#open.set(file, open)
      open.waiting += text
      if (open.waiting.length < chunk) continue
      const isRoomLeft = open.stream.write(open.waiting)
      open.waiting = ''
      if (!isRoomLeft) await once(open.stream, 'drain')
    }
  }

  async close(): Promise<void> {
    for (const { stream, waiting } of this.#open.values()) stream.end(waiting)
    await Promise.all([...this.#open.values()].map(({ stream }) => finished(stream)))
  }

  #create(file: TableName): WriteStream {
    const path = join(this.#folder, placeOf(file))
    mkdirSync(dirname(path), { recursive: true })
    return createWriteStream(path)
  }
}

/** How the files are linked and measured, as a command to copy. */
export function linkCommand(folder: string): string {
  const files = recordFiles.map((file) => join(folder, file)).join(' ')
  const truth = join(folder, truthFolder, 'truth.csv')
  return `npm run link -- --config ${join(folder, 'columns.json')} --truth ${truth} ${files}`
}
