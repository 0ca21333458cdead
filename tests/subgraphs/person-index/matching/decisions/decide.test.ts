import { level } from '../../../../../subgraphs/person-index/matching/comparison/levels'
import type { Verdict } from '../../../../../subgraphs/person-index/matching/decisions/decide'
import { decide } from '../../../../../subgraphs/person-index/matching/decisions/decide'
import { mayBeTwins } from '../../../../../subgraphs/person-index/matching/decisions/twins'
import { weigh } from '../../../../../subgraphs/person-index/matching/decisions/weigh'
import type { FieldName } from '../../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../../common/likeness/fields'
import { currentModel } from '../../../../../subgraphs/person-index/matching/models/current-model'
import { modelWeights } from '../../../../../subgraphs/person-index/matching/scoring/model'
import { weightTable } from '../../../../../subgraphs/person-index/matching/scoring/weight-table'

type Levels = Partial<Record<FieldName, keyof typeof level>>

const model = currentModel()
const table = weightTable(modelWeights(model, 'tokens'))

function patternOf(levels: Levels) {
  const pattern = new Uint8Array(fieldNames.length)
  for (const [name, found] of Object.entries(levels))
    pattern[fieldIndex[name as FieldName]] = level[found]
  return pattern
}

const twins: Levels = {
  familyName: 'exact',
  givenNames: 'different',
  dateOfBirth: 'exact',
  postcode: 'exact',
  street: 'exact',
}

describe('what becomes of two records', () => {
  it.each<[string, Levels, number, number, Verdict]>([
    ['much agrees', {}, 25, -Infinity, 'LINKED'],
    ['just enough agrees', {}, 20, 13, 'LINKED'],
    ['some agrees', {}, 19.9, -Infinity, 'POSSIBLE'],
    ['little agrees', {}, 2.9, -Infinity, 'NOT_LINKED'],
    ['somebody else fits about as well', {}, 25, 20, 'MANY_MATCH'],
    ['somebody else fits better', {}, 25, 30, 'MANY_MATCH'],
    ['they look like twins', twins, 40, -Infinity, 'POSSIBLE'],
    ['two NHS numbers', { nhsNumber: 'different' }, 40, -Infinity, 'CANNOT_LINK'],
    ['one number alone', { nhsNumber: 'exact' }, 2, -Infinity, 'NOT_LINKED'],
    ['one number, part of the date', { nhsNumber: 'exact', dateOfBirth: 'close' }, 2, 9, 'LINKED'],
    ['one number, the family name', { nhsNumber: 'exact', familyName: 'slip' }, 2, 9, 'LINKED'],
    [
      'one number, another name and date',
      { nhsNumber: 'exact', familyName: 'different', dateOfBirth: 'part' },
      30,
      -Infinity,
      'NEEDS_ATTENTION',
    ],
  ])('when %s', (_when, levels, ...[bits, bestOtherBits, status]) => {
    expect(decide({ pattern: patternOf(levels), bits, bestOtherBits }, model.thresholds)).toBe(
      status,
    )
  })
})

describe('twins', () => {
  it.each<[string, Levels, boolean]>([
    ['another name, all else the same', {}, true],
    ['the same initial', { givenNames: 'part' }, true],
    ['a slip in the family name', { familyName: 'slip' }, true],
    ['only the street known', { postcode: 'missing' }, true],
    ['a name that is nearly the same', { givenNames: 'close' }, false],
    ['no given name', { givenNames: 'missing' }, false],
    ['another day', { dateOfBirth: 'close' }, false],
    ['another place', { postcode: 'different', street: 'different' }, true],
    ['no place known', { postcode: 'missing', street: 'missing' }, true],
    ['another family name', { familyName: 'different' }, false],
    ['one NHS number', { nhsNumber: 'exact' }, false],
    ['one PNC ID', { pncId: 'exact' }, false],
  ])('with %s', (_what, levels, expected) => {
    expect(mayBeTwins(patternOf({ ...twins, ...levels }))).toBe(expected)
  })

  it('are never put together where nobody looks', () => {
    const pattern = patternOf({ ...twins, phone: 'exact', houseNumber: 'exact' })
    expect(weigh(pattern, table, 'EVEN')).toBeGreaterThan(model.thresholds.even)
    expect(weigh(pattern, table, 'AUTOMATIC')).toBe(-5)
  })
})

describe('weights', () => {
  it('of two NHS numbers outweigh everything', () => {
    const pattern = patternOf({ familyName: 'exact', nhsNumber: 'different' })
    expect(weigh(pattern, table, 'EVEN')).toBe(-Infinity)
  })

  it('keep father and son of one name at one address apart', () => {
    const pattern = patternOf({
      familyName: 'exact',
      givenNames: 'exact',
      dateOfBirth: 'different',
      postcode: 'exact',
    })
    expect(weigh(pattern, table, 'AUTOMATIC')).toBeLessThan(model.thresholds.automatic)
  })
})
