import type { LogEntry } from '../../disclosure-log/entry'
import type { ExportedLeaf, ExportedLog } from '../../disclosure-log/export'
import { readExport } from '../../disclosure-log/export'
import { filingOf } from '../../disclosure-log/question-filter'
import { verifyLog } from '../../disclosure-log/verify'
import { entryFor } from './entries'
import { filed, makeLeaves, makeLog, sign } from './exported'
import { makeLogKey } from './log-key'

const { privateKey, publicKey } = makeLogKey()
const other = makeLogKey()
const leaves = makeLeaves(20)
const sizes = [7, 13, 20]
const good = makeLog(leaves, sizes, privateKey)

const renumber = (changed: readonly ExportedLeaf[]) =>
  changed.map((leaf, index) => ({ ...leaf, index }))
const at = (index: number, entry: LogEntry = entryFor(`r${index}`)): ExportedLeaf =>
  filed({ log: 'gateway-1', index, entry })
const edited = (change: object) => leaves.with(9, at(9, { ...entryFor('r9'), ...change }))
const inserted = leaves.toSpliced(9, 0, at(9, entryFor('inserted')))
const kept = good.checkpoints.slice(-1)
const filing = filingOf(entryFor('r4'))

describe('a verified log', () => {
  it('has no problem when it is what was signed', () => {
    expect(verifyLog(good, publicKey, kept)).toMatchObject({
      log: 'gateway-1',
      entries: 20,
      signed: 20,
      newest: { size: 20 },
      problems: [],
    })
  })

  it('has no problem while its newest entries are not signed yet, and says how many are', () => {
    const verdict = verifyLog({ ...good, checkpoints: good.checkpoints.slice(0, 2) }, publicKey)
    expect(verdict).toMatchObject({ entries: 20, signed: 13, problems: [] })
  })

  it('has no problem when it is empty', () => {
    const empty = { log: 'gateway-1', leaves: [], checkpoints: [] }
    expect(verifyLog(empty, publicKey)).toMatchObject({ entries: 0, signed: 0, problems: [] })
  })

  it('may have its checkpoints in any order', () => {
    const turned = { ...good, checkpoints: good.checkpoints.toReversed() }
    expect(verifyLog(turned, publicKey).problems).toEqual([])
  })

  it.each<[string, readonly ExportedLeaf[], string, string]>([
    ['an edited entry', edited({ staffId: 'x' }), 'CHANGED', 'among the entries 7 to 12'],
    ['an edited time', edited({ at: '2025-03-01T12:00:00.001Z' }), 'CHANGED', '7 to 12'],
    ['an added member', edited({ note: 'x' }), 'CHANGED', '7 to 12'],
    ['an edited first entry', leaves.with(0, at(0, entryFor('x'))), 'CHANGED', '0 to 6'],
    ['an edited last entry', leaves.with(19, at(19, entryFor('x'))), 'CHANGED', '13 to 19'],
    ['a deleted entry', leaves.toSpliced(9, 1), 'MISSING', 'entry 9 is missing'],
    ['a deleted first entry', leaves.slice(1), 'MISSING', 'entry 0 is missing'],
    [
      'a deleted entry, the others renumbered',
      renumber(leaves.toSpliced(9, 1)),
      'CHANGED',
      '7 to 12',
    ],
    [
      'reordered entries',
      leaves.toSpliced(9, 2, at(10), at(9)),
      'OUT_OF_ORDER',
      'entry 10 stands at index 9',
    ],
    [
      'reordered entries, renumbered',
      renumber(leaves.toSpliced(9, 2, at(10), at(9))),
      'CHANGED',
      '7 to 12',
    ],
    ['an inserted entry', inserted, 'OUT_OF_ORDER', 'entry 9 stands at index 10'],
    ['an inserted entry, the others renumbered', renumber(inserted), 'CHANGED', '7 to 12'],
    ['an entry twice', leaves.toSpliced(9, 0, at(8)), 'OUT_OF_ORDER', 'entry 8 stands at index 9'],
    ['a cut end', leaves.slice(0, 19), 'TRUNCATED', '20 entries are signed for, 19 are here'],
    ['no entries left', [], 'TRUNCATED', '7 entries are signed for, 0 are here'],
    ["another log's entry", leaves.with(9, { ...at(9), log: 'gateway-2' }), 'CHANGED', '7 to 12'],
  ])('shows %s', (_what, changed, code, where) => {
    const [problem, ...more] = verifyLog({ ...good, leaves: changed }, publicKey).problems
    expect(problem).toEqual({ code, where: expect.stringContaining(where) as string })
    expect(more).toEqual([])
  })

  it.each<[string, ExportedLeaf['filing'], string]>([
    ['a key is gone', { ...filing, keys: filing.keys.slice(1) }, 'is not found by what it holds'],
    ['a key was added', { ...filing, keys: [...filing.keys, 'review'] }, 'is not found by'],
    ['the time differs', { ...filing, at: '2020-01-01T00:00:00.000Z' }, 'is not found by'],
    ['nothing is said', null, 'does not say what it is found by'],
  ])('shows an entry that questions would not find, in an export too: %s', (_what, wrong, why) => {
    const hidden = leaves.with(4, { ...at(4), filing: wrong })
    const text = hidden.map((leaf) => JSON.stringify(leaf)).join('\n')
    const [exported] = readExport(text)
    const { problems } = verifyLog({ ...good, leaves: exported?.leaves ?? [] }, publicKey)
    const where = expect.stringContaining(`entry 4 ${why}`) as string
    expect(problems).toEqual([{ code: 'MISFILED', where }])
  })

  it('shows two entries of one request', () => {
    const twice = leaves.with(12, at(12, entryFor('r3')))
    const { problems } = verifyLog(makeLog(twice, sizes, privateKey), publicKey)
    const where = 'the entries 3 and 12 are of one request'
    expect(problems).toEqual([{ code: 'REPEATED', where }])
  })

  const forged = leaves.with(9, at(9, entryFor('forged')))
  const shorter = makeLog(leaves.slice(0, 13), [7, 13], privateKey)

  it.each<[string, ExportedLog, readonly string[], string]>([
    [
      'hashed anew and signed with another key',
      makeLog(forged, sizes, other.privateKey),
      [],
      'NOT_SIGNED',
    ],
    ['hashed anew without checkpoints', makeLog(forged, [], privateKey), [], 'NO_CHECKPOINT'],
    [
      'with the checkpoint of another log',
      { ...good, checkpoints: [sign(makeLeaves(20, 'gateway-2'), 20, privateKey)] },
      [],
      'NOT_SIGNED',
    ],
    [
      'with one forged checkpoint',
      { ...good, checkpoints: [...good.checkpoints, 'nonsense'] },
      [],
      'NOT_SIGNED',
    ],
    ['cut off together with its checkpoints', shorter, kept, 'TRUNCATED'],
    [
      'hashed anew and signed with its own key',
      makeLog(forged, sizes, privateKey),
      kept,
      'OTHER_HISTORY',
    ],
    ['compared with a forged checkpoint', good, [sign(leaves, 20, other.privateKey)], 'NOT_SIGNED'],
  ])('shows a log %s', (_what, exported, elsewhere, code) => {
    const codes = verifyLog(exported, publicKey, elsewhere).problems.map((found) => found.code)
    expect(codes).toContain(code)
  })
})

describe('an export', () => {
  const lines = (values: readonly object[]) =>
    values.map((value) => JSON.stringify(value)).join('\n')

  it('is read log by log', () => {
    const [second] = makeLeaves(1, 'gateway-2')
    const checkpoint = { log: 'gateway-1', checkpoint: kept[0] }
    const text = lines([...leaves, second ?? {}, checkpoint])
    expect(readExport(`${text}\n`)).toEqual([
      { log: 'gateway-1', leaves, checkpoints: kept },
      { log: 'gateway-2', leaves: [second], checkpoints: [] },
    ])
  })

  it.each([
    'x',
    '1',
    'null',
    '[]',
    '{}',
    '{"log":"a"}',
    '{"log":"a","index":1}',
    '{"log":"a","index":1,"entry":null}',
    '{"index":1,"entry":{}}',
  ])('names the line that is neither a leaf nor a checkpoint: %s', (line) => {
    expect(() => readExport(`\n${line}`)).toThrow(/^line 2: .*; expected a leaf/)
  })
})
