import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { Int32 } from 'bson'

import { decodeDocument, encodeDocument } from '../../../embedded/store/bson-codec'
import { lockDirectory } from '../../../embedded/store/lock'
import { openLog } from '../../../embedded/store/log'
import { repairDirectory } from '../../../embedded/store/repair'

let directory: string

beforeEach(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'sightline-repair-'))
  const { log } = await open()
  for (let number = 0; number < 5; number += 1) {
    const document = encodeDocument({ _id: new Int32(number), text: `record ${number}` })
    log.append([{ kind: 'put', ns: 'test.things', document }])
    await log.sync()
  }
  await log.close()
})

afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

async function open() {
  const texts: unknown[] = []
  const log = await openLog({
    directory,
    onRecord: (record) => {
      if (record.kind === 'put') texts.push(decodeDocument(record.document)['text'])
    },
    report: () => undefined,
  })
  return { log, texts }
}

function damage(text: string): void {
  const name = path.join(directory, 'data.log')
  const bytes = readFileSync(name)
  const place = bytes.indexOf(text)
  bytes[place] = (bytes[place] ?? 0) ^ 1
  writeFileSync(name, bytes)
}

describe('repairDirectory', () => {
  it('salvages what is before and after the damage, keeps the old log and reports', async () => {
    damage('record 2')
    await expect(open()).rejects.toThrow(/is damaged at byte/)
    const lines: string[] = []

    const { damaged, keptBefore, keptAfter, keptAs } = await repairDirectory(directory, (line) =>
      lines.push(line),
    )

    expect(damaged).toHaveLength(1)
    expect([keptBefore.records, keptAfter.records]).toEqual([2, 2])
    expect(lines.join('\n')).toMatch(
      /damaged: \d+ bytes at \d+\nkept before the first damage: 2 records in 2 commits\nkept after it: 2 records/,
    )
    expect(keptAs && readdirSync(directory).includes(path.basename(keptAs))).toBe(true)
    const { log, texts } = await open()
    await log.close()
    expect(texts).toEqual(['record 0', 'record 1', 'record 3', 'record 4'])
  })

  it('salvages everything when only the first bytes of the file are damaged', async () => {
    damage('SIGHTLINE-LOG')
    await expect(open()).rejects.toThrow(/damaged at byte 0/)

    const { keptBefore, keptAfter } = await repairDirectory(directory, () => undefined)

    expect(keptBefore.records + keptAfter.records).toBe(5)
  })

  it('leaves a healthy log alone and says so', async () => {
    const before = readFileSync(path.join(directory, 'data.log'))
    const lines: string[] = []

    const { keptAs } = await repairDirectory(directory, (line) => lines.push(line))

    expect(keptAs).toBeNull()
    expect(lines.join()).toMatch(/is healthy: 5 records/)
    expect(readFileSync(path.join(directory, 'data.log'))).toEqual(before)
  })

  it('refuses while a store runs on the directory', async () => {
    const lock = await lockDirectory(directory)
    await expect(repairDirectory(directory, () => undefined)).rejects.toThrow(/is in use/)
    await lock.release()
  })

  it('refuses a directory without a log', async () => {
    await expect(repairDirectory(os.tmpdir(), () => undefined)).rejects.toThrow(/nothing to repair/)
  })
})
