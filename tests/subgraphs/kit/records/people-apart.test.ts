import { keepPeopleApart } from '../../../../subgraphs/kit/records/people-apart'
import type { StoredRecord } from '../../../../subgraphs/kit/records/record-collection'
import type { RecordLoaders } from '../../../../subgraphs/kit/records/record-loaders'

const record = (_id: string, personRefs?: readonly string[]) =>
  ({ _id, ...(personRefs ? { personRefs } : {}) }) as StoredRecord
const list = { from: null, to: null, first: 100 }
const protection = { atUnknownAddress: new Set<string>(), sealed: new Set<string>() }

/** Loaders that give this, whatever they are asked. */
function giving(...records: readonly StoredRecord[]): RecordLoaders {
  const give = () => Promise.resolve(records)
  return keepPeopleApart({
    loadPeople: give,
    loadMarks: give,
    loadGrounds: give,
    loadList: give,
    loadProtection: () => Promise.resolve(protection),
  })
}

describe('loaders that keep people apart', () => {
  it.each<[string, readonly StoredRecord[]]>([
    ['nothing', []],
    ['of one of their references', [record('r1', ['A'])]],
    ['of several people, this one among them', [record('r1', ['C', 'B'])]],
  ])('give records: %s', async (_what, records) => {
    const loaders = giving(...records)
    const refs = ['A', 'B']
    await expect(loaders.loadList('incident', { refs, list })).resolves.toEqual(records)
    await expect(loaders.loadMarks('incident', refs)).resolves.toEqual(records)
  })

  it.each<[string, readonly StoredRecord[]]>([
    ['of another person', [record('r1', ['C'])]],
    ['of another person among their own', [record('r1', ['A']), record('r2', ['C'])]],
    ['of nobody', [record('r1')]],
    ['of an empty list of people', [record('r1', [])]],
  ])('fail rather than give records %s', async (_what, records) => {
    const loaders = giving(...records)
    const refs = ['A', 'B']
    await expect(loaders.loadList('incident', { refs, list })).rejects.toThrow('records of another')
    await expect(loaders.loadMarks('incident', refs)).rejects.toThrow('records of another')
  })

  it('give the people with these references and no other', async () => {
    await expect(giving(record('A')).loadPeople(['A', 'B'])).resolves.toHaveLength(1)
    await expect(giving(record('A'), record('C')).loadPeople(['A', 'B'])).rejects.toThrow(
      'records of another',
    )
  })

  it('say what is protected of the others in a record', async () => {
    await expect(giving().loadProtection(['X'])).resolves.toBe(protection)
  })
})
