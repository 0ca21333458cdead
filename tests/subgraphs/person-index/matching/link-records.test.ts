import { plainEncoder, tokenEncoder } from '../../../../common/likeness/encode'
import type { CanonicalRecord } from '../../../../common/likeness/fields'
import { linkRecords } from '../../../../subgraphs/person-index/matching/link-records'
import { currentModel } from '../../../../subgraphs/person-index/matching/models/current-model'
import { seededRandom } from '../../../../subgraphs/person-index/matching/scoring/random'

const model = {
  ...currentModel(),
  estimation: { ...currentModel().estimation, randomPairs: 5000 },
}
const syllables = [
  'BEL',
  'DOR',
  'FAN',
  'GIL',
  'HEM',
  'KOR',
  'LUN',
  'MAR',
  'NEV',
  'PAL',
  'ROS',
  'TAM',
]

/** 150 made-up people, each in two agencies; in the second, one letter of a name is often wrong. */
function madeUpPeople() {
  const random = seededRandom(11)
  const pick = (count: number) => Math.floor(random() * count)
  const name = (parts: number) =>
    Array.from({ length: parts }, () => syllables[pick(syllables.length)]).join('')
  const first = Array.from({ length: 150 }, (): CanonicalRecord => ({
    givenNames: [name(2)],
    familyName: [name(3)],
    dateOfBirth: [`${1940 + pick(60)}${String(10 + pick(3))}${String(10 + pick(18))}`],
    town: [name(2)],
  }))
  const slip = (text: string) => {
    const at = pick(text.length)
    return random() < 0.4 ? `${text.slice(0, at)}X${text.slice(at + 1)}` : text
  }
  const second = first.map(({ givenNames, familyName, dateOfBirth }): CanonicalRecord => ({
    givenNames: (givenNames ?? []).map(slip),
    familyName: (familyName ?? []).map(slip),
    ...(dateOfBirth && random() < 0.9 ? { dateOfBirth } : {}),
  }))
  return [...first, ...second]
}

const people = madeUpPeople()
const agencies = people.map((_, index) => (index < 150 ? 0 : 1))

function link(mode: 'plain' | 'tokens', records = people) {
  const encode = mode === 'plain' ? plainEncoder() : tokenEncoder(Buffer.alloc(32, 5))
  const encoded = records.map(encode)
  return linkRecords({ records: encoded, agencies, model, mode, cut: 'EVEN' })
}

describe.each(['plain', 'tokens'] as const)('records of two agencies linked in %s', (mode) => {
  it('are nearly all found, and hardly ever the wrong ones', () => {
    const { clusters } = link(mode)
    const right = clusters.filter(([a, b]) => a !== undefined && b === a + 150)
    expect(right.length).toBeGreaterThan(140)
    expect(clusters.filter(({ length }) => length > 1).length - right.length).toBeLessThan(3)
  })

  it('give the same answer each time, weights and all', () => {
    expect(link(mode)).toEqual(link(mode))
  })

  it('say of what is linked, possible or contradictory', () => {
    const statuses = new Set(link(mode).judged.map(({ status }) => status))
    expect(statuses).toContain('POSSIBLE')
  })
})

describe('records of one agency', () => {
  it('are not compared with each other when there is another agency', () => {
    expect(link('plain').pairs.every(({ a, b }) => agencies[a] !== agencies[b])).toBe(true)
  })

  it('are none at all without complaint', () => {
    const none = linkRecords({ records: [], agencies: [], model, mode: 'plain', cut: 'EVEN' })
    expect(none.clusters).toEqual([])
  })
})

describe('two NHS numbers', () => {
  it('keep records apart that agree in everything else', () => {
    const same = { givenNames: ['MARIE'], familyName: ['HALLAM'], dateOfBirth: ['19760413'] }
    const records = people.map((record, index) => {
      if (index === 0) return { ...same, nhsNumber: ['9990000050'] }
      return index === 150 ? { ...same, nhsNumber: ['9990000069'] } : record
    })
    const { clusters, judged } = link('plain', records)
    expect(clusters.find((held) => held.includes(0))).toEqual([0])
    expect(judged.find(({ a, b }) => a === 0 && b === 150)?.status).toBe('CANNOT_LINK')
  })
})
