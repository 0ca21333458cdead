import type { FileEntry } from '../../../scripts/import/files/file-entry'
import { RejectedRecord } from '../../../scripts/import/files/rejected-record'
import { runImport } from '../../../scripts/import/run-import'
import type { ImportTarget, ReadyRecord } from '../../../scripts/import/target'
import { readRecordHeader, rejectionOf } from '../../../scripts/import/target'

async function* entriesOf(values: readonly unknown[]): AsyncGenerator<FileEntry> {
  await Promise.resolve()
  for (const [index, value] of values.entries()) yield { place: index + 1, value }
}

/** A target in memory that rejects what says so. */
function memoryTarget() {
  const batches: (readonly ReadyRecord[])[] = []
  const target: ImportTarget = {
    prepare(value) {
      const { id, bad } = value as { id: string; bad?: string }
      return bad === undefined
        ? Promise.resolve({ recordType: 'visit', id, document: { value } })
        : Promise.reject(new RejectedRecord(bad))
    },
    write(records) {
      batches.push(records)
      return Promise.resolve()
    },
    finish: () => Promise.resolve(''),
    close: () => Promise.resolve(),
  }
  return { batches, target }
}

async function load(values: readonly unknown[], target: ImportTarget, batchSize = 2) {
  const rejected: [place: number, reason: string][] = []
  const progress: number[] = []
  const report = await runImport({
    entries: entriesOf(values),
    target,
    batchSize,
    onRejected: (place, reason) => rejected.push([place, reason]),
    onProgress: (loaded) => progress.push(loaded),
  })
  return { report, rejected, progress }
}

describe('runImport', () => {
  it('loads what passes in batches and names the place and reason of what does not', async () => {
    const { batches, target } = memoryTarget()
    const values = [{ id: 'a' }, { id: 'b', bad: 'has no date' }, { id: 'c' }, { id: 'd' }]
    expect(await load(values, target)).toStrictEqual({
      report: { loaded: 3, rejected: 1 },
      rejected: [[2, 'has no date']],
      progress: [2, 3],
    })
    expect(batches.map((batch) => batch.map(({ id }) => id))).toStrictEqual([['a', 'c'], ['d']])
  })

  it('gives a batch each id once: the later entry counts', async () => {
    const { batches, target } = memoryTarget()
    await load([{ id: 'a', n: 1 }, { id: 'a', n: 2 }, { id: 'b' }], target)
    expect(batches.flat().map(({ document }) => document['value'])).toStrictEqual([
      { id: 'a', n: 2 },
      { id: 'b' },
    ])
  })

  it('ends with the error of the database, and loads no more', async () => {
    const { target } = memoryTarget()
    const broken = { ...target, write: () => Promise.reject(new Error('disk full')) }
    await expect(load([{ id: 'a' }, { id: 'b' }, { id: 'c' }], broken)).rejects.toThrow('disk full')
  })

  it('does not take a fault of the program for a fault of the record', async () => {
    const { target } = memoryTarget()
    const broken = { ...target, prepare: () => Promise.reject(new TypeError('oops')) }
    await expect(load([{ id: 'a' }], broken)).rejects.toThrow('oops')
  })
})

describe('readRecordHeader', () => {
  it.each([
    [null, 'is not an object'],
    [['x'], 'is not an object'],
    [{ sourceRecordId: 'A' }, 'recordType must be one of visit, person'],
    [{ recordType: 'constructor', sourceRecordId: 'A' }, 'recordType must be one of visit, person'],
    [{ recordType: 'visit' }, 'sourceRecordId must be a text of 1 to 200 characters'],
    [{ recordType: 'visit', sourceRecordId: '' }, 'sourceRecordId must be a text'],
    [{ recordType: 'visit', sourceRecordId: 7 }, 'sourceRecordId must be a text'],
  ])('rejects %j: %s', (value, reason) => {
    expect(() => readRecordHeader(value, ['visit', 'person'])).toThrow(reason)
  })
})

describe('rejectionOf', () => {
  it('passes on errors that are not about the record', () => {
    const failure = new Error('connection lost')
    expect(() => rejectionOf(failure)).toThrow(failure)
  })
})
