import { readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'
import { readThresholds, thresholdOn } from '../../policies/thresholds'

const row = {
  ...{ name: 'repeat-calls', version: '1', kind: null, inForceFrom: '2020-01-01' },
  ...{ inForceUntil: null, source: 'Somebody', values: { count: 3, days: 365 } },
}
const read = (...rows: readonly object[]) => readThresholds('t.json', rows)

describe('the thresholds of the rules', () => {
  it('are as the file of the policy states them', () => {
    const content: unknown = JSON.parse(
      readFileSync(projectPath('policies', 'thresholds.json'), 'utf8'),
    )
    expect(readThresholds('policies/thresholds.json', content).length).toBeGreaterThan(10)
  })

  it('are those of the day, first and last included', () => {
    const thresholds = read(
      { ...row, inForceUntil: '2021-12-31' },
      { ...row, inForceFrom: '2022-01-01', version: '2' },
    )
    const versionOn = (day: string) => thresholdOn(thresholds, 'repeat-calls', { day })?.version
    const days = ['2019-12-31', '2020-01-01', '2021-12-31', '2022-01-01']
    expect(days.map(versionOn)).toEqual([undefined, '1', '1', '2'])
  })

  it("are an agency kind's own before those of all", () => {
    const thresholds = read(row, { ...row, kind: 'police', version: 'own' })
    const versionOf = (kind: string) =>
      thresholdOn(thresholds, 'repeat-calls', { day: '2025-01-01', kind })?.version
    expect([versionOf('police'), versionOf('gp')]).toEqual(['own', '1'])
  })

  it.each([
    [{ ...row, name: 'risk-score' }, 'row 1: unknown "risk-score"'],
    [{ ...row, score: 1 }, 'row 1: "score" is not part of a threshold'],
    [{ ...row, version: '' }, 'row 1: version must'],
    [{ ...row, source: undefined }, 'row 1: source must say'],
    [{ ...row, inForceFrom: undefined }, 'row 1: inForceFrom must be a day'],
    [{ ...row, inForceFrom: '2025-02-30' }, 'row 1: inForceFrom must be a day'],
    [{ ...row, kind: undefined }, 'row 1: kind must be'],
    [{ ...row, values: { count: 3 } }, 'row 1: days must be a whole number'],
    [{ ...row, values: { count: 2.5, days: 1 } }, 'row 1: count must be a whole number'],
    [{ ...row, values: { count: 3, days: -1 } }, 'row 1: days must be a whole number'],
    [{ ...row, values: { count: 3, days: 1, weight: 2 } }, '"weight" is not part of repeat-calls'],
  ])('are refused by file and row: %j', (bad, message) => {
    expect(() => read(bad)).toThrow(message)
  })

  it('are refused when two of a name are in force on one day', () => {
    expect(() => read(row, { ...row, inForceFrom: '2024-01-01', version: '2' })).toThrow(
      'row 2: repeat-calls version 1 is in force on the same day',
    )
  })
})
