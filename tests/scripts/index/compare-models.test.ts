import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { plainEncoder } from '../../../common/likeness/encode'
import type { CanonicalRecord } from '../../../common/likeness/fields'
import { runCompareModels } from '../../../scripts/index/compare-command'
import { compareModels } from '../../../scripts/index/compare-models'
import {
  currentModel,
  findModel,
  readModel,
} from '../../../subgraphs/person-index/matching/models/current-model'

const folder = mkdtempSync(join(tmpdir(), 'models-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const home = { houseNumber: ['12'], street: ['WRENROAD'], town: ['ZORROW'], postcode: ['ZY72AB'] }
const brother = (givenNames: string, dateOfBirth: string): CanonicalRecord => ({
  ...{ ...home, familyName: ['HALLAM'], phone: ['01632960011'] },
  ...{ givenNames: [givenNames], dateOfBirth: [dateOfBirth] },
})
/** Others, so that the brothers' name and street are rare. */
const others = Array.from({ length: 400 }, (_, at): CanonicalRecord => ({
  ...{ givenNames: [`G${at}`], familyName: [`F${at}`], dateOfBirth: [String(19_000_101 + at)] },
  ...{ street: [`S${at}`], postcode: [`P${at}`], phone: [`${at}00000`], houseNumber: [`H${at}`] },
}))
const records = [brother('MARK', '19990203'), brother('TOBIAS', '20010904'), ...others]
const compared = {
  records: records.map(plainEncoder()),
  agencies: records.map((_, at) => (at === 1 ? 1 : 0)),
  ...{ mode: 'plain' as const, areFixed: true },
}

describe('two models', () => {
  const [first, second] = [findModel('2026-11-28'), currentModel()] as const

  it('are compared by the pairs that would change hands', () => {
    if (!first) throw new Error('the first model is gone')
    const { changes, pairs } = compareModels([first, second], compared)
    expect(pairs).toBeLessThan(10)
    expect(changes).toMatchObject([{ a: 0, b: 1, to: 'NOT_LINKED' }])
    expect(changes[0]?.bitsFrom).toBeGreaterThan((changes[0]?.bitsTo ?? 0) + 10)
    const [back] = compareModels([second, first], compared).changes
    expect(back).toMatchObject({ from: 'NOT_LINKED', to: changes[0]?.from })
    expect(compareModels([second, second], compared).changes).toEqual([])
  })

  it('are told as text and as JSON, by version or by file', async () => {
    const config = file(
      'columns.json',
      '{"id":"n","givenNames":"g","familyName":"f","dateOfBirth":"d"}',
    )
    const a = file('a.csv', 'n,g,f,d\n1,Marie,Hallam,1976-04-13\n2,Zoe,Orton,1950-01-02\n')
    const b = file('b.csv', 'n,g,f,d\n9,Marie,Hallam,1976-04-13\n')
    const estimation = { ...second.estimation, randomPairs: 1000 }
    const base = file('base.json', JSON.stringify({ ...second, estimation }))
    const strict = {
      ...second,
      estimation,
      version: 'strict',
      thresholds: { ...second.thresholds, review: 90 },
    }
    const model = file('strict.json', JSON.stringify(strict))
    const args = [base, model, '--config', config, a, b]
    const text = await runCompareModels(args)
    expect(text).toContain(`from ${second.version}: ${second.provenance}`)
    expect(text).toMatch(/3 records, 1 pairs compared, 1 would change hands/)
    expect(text).toMatch(/a\.csv 1 and .*b\.csv 9: \w+ \([\d.-]+ bits\) to NOT_LINKED/)
    const json = JSON.parse(await runCompareModels([...args, '--json'])) as Record<string, unknown>
    expect(json).toMatchObject({
      to: { version: 'strict' },
      changes: [{ a: `${a} 1`, b: `${b} 9`, to: 'NOT_LINKED' }],
    })
  })

  it.each([
    [['2026-11-28'], 'Usage: npm run index -- compare-models A B'],
    [['none', 'none', '--config', 'c', 'x.csv'], 'none: there is no such model, nor such a file'],
    [['2026-11-28', '2026-11-28.2', '--config', 'c'], 'Usage:'],
    [['2026-11-28', '2026-11-28.2', '--config', 'c', 'x.csv'], 'c: there is no such file'],
  ])('are refused as %j with words that help', async (args, words) => {
    await expect(runCompareModels(args)).rejects.toThrow(words)
  })
})

describe('the file of a model', () => {
  const model = currentModel()

  it.each([
    ['{', 'It is not JSON.'],
    ['[]', 'model must be an object.'],
    [JSON.stringify({ ...model, prior: 'x' }), 'model.prior must be a number.'],
    [JSON.stringify({ ...model, prior: 2 }), 'prior must be between 0 and 1.'],
    [JSON.stringify({ ...model, provenance: undefined }), 'model.provenance must be a string.'],
    [
      JSON.stringify({ ...model, fields: { ...model.fields, plain: {} } }),
      'model.fields.plain.givenNames must be an object.',
    ],
    [
      JSON.stringify({
        ...model,
        household: { share: 0.1, fields: { ...model.household?.fields, town: [1] } },
      }),
      'household.fields.town must be 7 numbers',
    ],
  ])('is refused with words that say where: %#', (text, words) => {
    expect(() => readModel(text)).toThrow(words)
  })

  it('may be of an earlier version, without what came later', () => {
    const earlier = findModel('2026-11-28')
    expect(readModel(JSON.stringify(earlier))).toEqual(earlier)
  })
})
