import { level } from '../../../../../subgraphs/person-index/matching/comparison/levels'
import type { FieldName } from '../../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../../common/likeness/fields'
import { currentModel } from '../../../../../subgraphs/person-index/matching/models/current-model'
import { PatternCounter } from '../../../../../subgraphs/person-index/matching/scoring/count-patterns'
import { estimateWeights } from '../../../../../subgraphs/person-index/matching/scoring/estimate'
import {
  modelProblem,
  modelWeights,
} from '../../../../../subgraphs/person-index/matching/scoring/model'
import { seededRandom } from '../../../../../subgraphs/person-index/matching/scoring/random'
import {
  bitsOf,
  chancesOf,
  probabilityOf,
} from '../../../../../subgraphs/person-index/matching/scoring/score'
import { weightTable } from '../../../../../subgraphs/person-index/matching/scoring/weight-table'

const model = currentModel()
/** Patterns are made here, not compared. */
const uncounted = { bandOf: () => 0 }
/** Nothing is known in advance of how often one person's values differ. */
const freely = { ...model.estimation, mostDifferent: {} }
const compared: readonly FieldName[] = ['givenNames', 'familyName', 'dateOfBirth', 'phone', 'email']

/** A pattern in which each compared field agrees exactly with this probability. */
function pattern(agrees: () => boolean) {
  const made = new Uint8Array(fieldNames.length)
  for (const name of compared) made[fieldIndex[name]] = agrees() ? level.exact : level.different
  return made
}

const [same, others] = [2000, 40_000]

/** 2,000 pairs of one person that agree in 70 % of their fields, and 40,000 of two who do in 2 %. */
function observed() {
  const random = seededRandom(3)
  const [candidates, drawn] = [new PatternCounter(uncounted), new PatternCounter(uncounted)]
  const pair = (isSame: boolean) => pattern(() => random() < (isSame ? 0.7 : 0.02))
  for (let at = 0; at < same + others; at += 1) candidates.count(pair(at < same))
  for (let at = 0; at < 50_000; at += 1) drawn.count(pair(random() < same / (same + others)))
  return {
    candidates: candidates.counts,
    random: drawn.counts,
    agreements: [],
    totalPairs: same + others,
  }
}

describe('estimated weights', () => {
  const start = modelWeights(model, 'plain')
  const found = estimateWeights(start, observed(), freely)

  it('come close to the shares that the pairs were made with, not told who is who', () => {
    for (const name of compared) {
      expect(found.fields[name].m[level.exact]).toBeCloseTo(0.7, 1)
      expect(found.fields[name].u[level.exact]).toBeCloseTo(0.02, 2)
    }
    expect(found.prior * (same + others)).toBeGreaterThan(1700)
    expect(found.prior * (same + others)).toBeLessThan(2300)
  })

  it('are the same for the same pairs', () => {
    expect(estimateWeights(start, observed(), freely)).toEqual(found)
  })

  it("stay the model's where nothing was seen", () => {
    const before = start.fields.town.m
    found.fields.town.m.forEach((share, at) => {
      expect(share).toBeCloseTo(before[at] ?? 0, 5)
    })
  })
})

describe('the weight of a pair', () => {
  const weights = modelWeights(model, 'plain')
  const table = weightTable(weights)
  const strangersOnly = { prior: weights.prior, fields: weights.fields }

  it('is the sum of the logarithms of m/u and of the odds before, in bits', () => {
    const agreeing = new Uint8Array(fieldNames.length)
    agreeing[fieldIndex.sex] = level.exact
    const { m, u } = weights.fields.sex
    const expected = Math.log2(1e-4 / (1 - 1e-4)) + Math.log2((m[1] ?? 0) / (u[1] ?? 0))
    expect(bitsOf(agreeing, weightTable(strangersOnly))).toBeCloseTo(expected, 9)
    expect(bitsOf(new Uint8Array(fieldNames.length), table)).toBeCloseTo(table.strangers.prior, 0)
    expect(probabilityOf(0)).toBe(0.5)
  })
})

describe('the model', () => {
  it('is refused when a share is missing, with words that say where', () => {
    const { plain } = model.fields
    const broken = { ...plain, town: { ...plain.town, m: [0, 1] } }
    expect(modelProblem({ ...model, fields: { ...model.fields, plain: broken } })).toContain(
      'fields.plain.town.m',
    )
    expect(modelProblem(model)).toBeNull()
  })
})

describe('two people of one household', () => {
  const weights = modelWeights(model, 'plain')
  const { household, ...strangersOnly } = weights
  const place: readonly FieldName[] = ['familyName', 'houseNumber', 'street', 'town', 'postcode']
  const made = (given: number, birth: number) => {
    const pattern = new Uint8Array(fieldNames.length)
    for (const name of place) pattern[fieldIndex[name]] = level.exact
    pattern[fieldIndex.givenNames] = given
    pattern[fieldIndex.dateOfBirth] = birth
    return pattern
  }
  const [brothers, oneMan] = [
    made(level.different, level.different),
    made(level.exact, level.exact),
  ]

  it('are not one person because they share name and place', () => {
    expect(bitsOf(brothers, weightTable(weights))).toBeLessThan(-5)
    expect(bitsOf(brothers, weightTable(strangersOnly))).toBeGreaterThan(5)
    expect(bitsOf(oneMan, weightTable(weights))).toBeGreaterThan(10)
  })

  it('and two strangers and one person are all there is', () => {
    const table = weightTable(weights)
    const { same, household: together } = chancesOf(brothers, table)
    expect(together).toBeGreaterThan(0.9)
    expect(same + together).toBeLessThanOrEqual(1)
    expect(chancesOf(brothers, weightTable(strangersOnly)).household).toBe(0)
    expect(same).toBeCloseTo(probabilityOf(bitsOf(brothers, table)), 12)
  })

  it('are found among the pairs, and their share with them', () => {
    const [candidates, drawn] = [new PatternCounter(uncounted), new PatternCounter(uncounted)]
    for (let at = 0; at < 900; at += 1) candidates.count(brothers)
    for (let at = 0; at < 300; at += 1) candidates.count(oneMan)
    for (let at = 0; at < 9000; at += 1)
      drawn.count(new Uint8Array(fieldNames.length).fill(level.different))
    const totalPairs = 10_000_000
    const seen = { candidates: candidates.counts, random: drawn.counts, agreements: [], totalPairs }
    const found = estimateWeights(weights, seen, model.estimation)
    expect(household?.share).toBe(1e-5)
    expect((found.household?.share ?? 0) * totalPairs).toBeCloseTo(901, -1)
    expect(found.prior * totalPairs).toBeCloseTo(301, -1)
  })

  it('are never so many that one person is taken to change their names each time', () => {
    const candidates = new PatternCounter(uncounted)
    for (let at = 0; at < 500; at += 1) candidates.count(made(level.exact, level.different))
    const seen = {
      ...{ candidates: candidates.counts, random: new PatternCounter(uncounted).counts },
      ...{ agreements: [], totalPairs: 1000 },
    }
    const { m } = estimateWeights(weights, seen, model.estimation).fields.dateOfBirth
    expect(m[level.different]).toBeLessThanOrEqual(0.1)
    expect(m.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    const free = estimateWeights(strangersOnly, seen, freely).fields.dateOfBirth.m
    expect(free[level.different]).toBeGreaterThan(0.1)
  })
})
