import { EJSON, type Long } from 'bson'
import { decodeDocument, encodeDocument } from '../../../../embedded/store/bson-codec'
import { createAnswer } from '../../../../embedded/store/commands'
import { Cursors } from '../../../../embedded/store/cursors'
import { Database } from '../../../../embedded/store/database'
import type { LogFiles } from '../../../../embedded/store/log-files'
import type { Document } from '../../../../embedded/store/values'

export interface CommandsOptions {
  readonly now?: () => number
  readonly directory?: string
  readonly files?: LogFiles
}

/** A store without a wire: commands go in and replies come out as BSON would carry them. */
export async function openCommands({ now = Date.now, ...place }: CommandsOptions = {}) {
  const reports: string[] = []
  const report = (line: string) => {
    reports.push(line)
  }
  const database = await Database.open({ report, ...place })
  const answer = createAnswer({ database, cursors: new Cursors(now) }, report)
  const run = async (command: Document, connectionId = 1): Promise<Document> => {
    const sent = decodeDocument(encodeDocument({ ...command, $db: command['$db'] ?? 'test' }))
    return decodeDocument(encodeDocument(await answer(sent, connectionId)))
  }
  return { run, reports, close: () => database.close() }
}

export type Run = Awaited<ReturnType<typeof openCommands>>['run']

/** The documents of a first or further batch. */
export function batchOf(reply: Document): Document[] {
  const { firstBatch, nextBatch } = reply['cursor'] as Record<string, Document[]>
  return firstBatch ?? nextBatch ?? []
}

export function cursorIdOf(reply: Document): Long {
  return (reply['cursor'] as { id: Long }).id
}

/** The same with JavaScript numbers, to compare with. */
export function plain(value: unknown): unknown {
  const carried = EJSON.deserialize(EJSON.serialize({ value })) as Document
  return carried['value']
}
