import type { ExportedLog } from '../../disclosure-log/export'
import { readExport } from '../../disclosure-log/export'
import type { Leaf } from '../../disclosure-log/leaf'
import { verifyLog } from '../../disclosure-log/verify'
import { entryFor } from './entries'
import { makeLeaves, makeLog, sign } from './exported'
import { makeLogKey } from './log-key'

const { privateKey, publicKey } = makeLogKey()
const other = makeLogKey()
const leaves = makeLeaves(20)
const sizes = [7, 13, 20]
const good = makeLog(leaves, sizes, privateKey)

const renumber = (changed: readonly Leaf[]) => changed.map((leaf, index) => ({ ...leaf, index }))
const at = (index: number): Leaf => ({ log: 'gateway-1', index, entry: entryFor(`r${index}`) })
const edited = (change: object) =>
  leaves.with(9, { ...at(9), entry: { ...entryFor('r9'), ...change } })
const inserted = leaves.toSpliced(9, 0, { ...at(9), entry: entryFor('inserted') })
const kept = good.checkpoints.slice(-1)

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

  it.each<[string, readonly Leaf[], string, string]>([
    ['an edited entry', edited({ staffId: 'x' }), 'CHANGED', 'among the entries 7 to 12'],
    ['an edited time', edited({ at: '2025-03-01T12:00:00.001Z' }), 'CHANGED', '7 to 12'],
    ['an added member', edited({ note: 'x' }), 'CHANGED', '7 to 12'],
    [
      'an edited first entry',
      leaves.with(0, { ...at(0), entry: entryFor('x') }),
      'CHANGED',
      '0 to 6',
    ],
    [
      'an edited last entry',
      leaves.with(19, { ...at(19), entry: entryFor('x') }),
      'CHANGED',
      '13 to 19',
    ],
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

  it('shows entries that the store would not find', () => {
    const { problems } = verifyLog({ ...good, misfiled: [4] }, publicKey)
    expect(problems).toEqual([{ code: 'MISFILED', where: 'entry 4 is not found by what it holds' }])
  })

  const forged = leaves.with(9, { ...at(9), entry: entryFor('forged') })
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
