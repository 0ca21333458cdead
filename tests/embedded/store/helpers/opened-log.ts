import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { Int32 } from 'bson'

import { decodeDocument, encodeDocument } from '../../../../embedded/store/bson-codec'
import type { LogRecord, StoreLog } from '../../../../embedded/store/log'
import { openLog } from '../../../../embedded/store/log'
import type { DroppingDisk } from './dropping-files'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-log-'))
/** The log of the directory that every test opens. */
export const logFile = path.join(folder, 'data.log')

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

export function put(number: number, padding = 0): LogRecord {
  const document = encodeDocument({ _id: new Int32(number), padding: 'x'.repeat(padding) })
  return { kind: 'put', ns: 'test.things', document }
}

export interface Opened {
  readonly log: StoreLog
  readonly numbers: readonly number[]
  readonly lines: readonly string[]
}

export async function open(disk: DroppingDisk, compactFromBytes?: number): Promise<Opened> {
  const numbers: number[] = []
  const lines: string[] = []
  const log = await openLog({
    directory: folder,
    files: disk,
    onRecord: (record) => {
      if (record.kind === 'put')
        numbers.push((decodeDocument(record.document)['_id'] as Int32).value)
    },
    report: (line) => lines.push(line),
    ...(compactFromBytes === undefined ? {} : { compactFromBytes }),
  })
  return { log, numbers, lines }
}
