import { readRegister } from '../../../common/register'
import type { CoverageRow, CoverageStatus } from '../../../gateway/answer/coverage'
import { coverageStatuses } from '../../../gateway/answer/coverage'
import { answerInFhir } from '../../../gateway/fhir/answer'

const register = readRegister().slice(0, 2)

function answerTo(statuses: readonly CoverageStatus[], review?: readonly string[]) {
  const coverage = statuses.map((status, index): CoverageRow => {
    const agency = register[index]?.code ?? ''
    const counts = { records: 0, withheldFields: 0, requiredFields: 0 }
    return { agency, status, ...counts, handling: null, tookMs: 7, reason: null }
  })
  const found = { northshirePolice: { involvements: [] } }
  return answerInFhir(
    { found, coverage, cutOff: new Set(), ...(review ? { review } : {}) },
    register,
  )
}

/** Whether the person is known, for what two agencies say; null: nobody can tell. */
const table: readonly (readonly [CoverageStatus, CoverageStatus, boolean | null])[] = [
  ['NO_RECORD', 'NO_RECORD', false],
  ['ANSWERED', 'NO_RECORD', true],
  ['ANSWERED', 'UNAVAILABLE', true],
  ['PARTIAL', 'NO_RECORD', true],
  ['PARTIAL', 'WITHHELD', true],
  ['NO_RECORD', 'UNAVAILABLE', null],
  ['NO_RECORD', 'WITHHELD', null],
  ['NO_RECORD', 'NOT_ASKED', null],
  ['UNAVAILABLE', 'WITHHELD', null],
  ['WITHHELD', 'WITHHELD', null],
  ['UNAVAILABLE', 'UNAVAILABLE', null],
]

describe('whether a person is known', () => {
  it.each(table)('%s and %s: %s', (one, other, expected) => {
    for (const statuses of [
      [one, other],
      [other, one],
    ]) {
      const [match] = answerTo(statuses).parameter
      expect(match?.valueBoolean ?? null).toBe(expected)
      expect('_valueBoolean' in (match ?? {})).toBe(expected === null)
    }
  })

  it('is decided for each status that there is', () => {
    expect(new Set(table.flatMap(([one, other]) => [one, other]))).toEqual(
      new Set(coverageStatuses),
    )
  })
})

describe('an answer in FHIR', () => {
  it.each([
    [undefined, 'PERMIT'],
    [[], 'PERMIT'],
    [['NO_CASE'], 'REVIEW'],
  ])('says that somebody looks at it afterwards: %j %s', (review, decision) => {
    const { parameter } = answerTo(['ANSWERED', 'NO_RECORD'], review)
    expect(parameter[1]).toEqual({ name: 'decision', valueCode: decision })
  })

  it('says of each agency how it answered, and not how long it took', () => {
    const [match] = answerTo(['ANSWERED', 'NO_RECORD']).parameter
    expect(match?.extension).toHaveLength(2)
    expect(JSON.stringify(match)).not.toMatch(/tookMs|7/)
  })
})
