import { madeUpPeople } from '../../../bench/hub/made-up-people'
import { madeUpRecords, madeUpRecordTypes } from '../../../bench/hub/made-up-records'
import { readRegister } from '../../../common/register'
import { readRecordHeader } from '../../../scripts/import/target'
import { getAgencyKind } from '../../../subgraphs/agency-kinds'
import { createUnconnected } from '../../../subgraphs/kit/service/database'

const register = readRegister()
const people = [...madeUpPeople(2, 10), ...madeUpPeople(1, 70, 2)]

function linesOf(code: string): readonly Readonly<Record<string, unknown>>[] {
  const agency = register.find((one) => one.code === code)
  if (!agency) throw new Error(`No agency ${code}`)
  const lines = madeUpRecords(agency, people, register.length).split('\n')
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
}

describe('the records of benchmarks', () => {
  it('are all of each person, shared out among the agencies', () => {
    const all = register.flatMap(({ code }) => linesOf(code))
    expect(all.filter(({ recordType }) => recordType === 'person')).toHaveLength(
      3 * register.length,
    )
    for (const { nhsNumber, records } of people) {
      const own = all.filter(({ personRefs }) => String(personRefs).endsWith(`-${nhsNumber}`))
      expect(own).toHaveLength(records)
      expect(new Set(own.map(({ sourceRecordId }) => sourceRecordId)).size).toBe(records)
    }
  })

  it.each(register)('are such as the import of $code takes', async (agency) => {
    const models = getAgencyKind(agency.kind).createModels(createUnconnected(), agency)
    const seen = new Set<string>()
    for (const line of linesOf(agency.code)) {
      const { recordType, id, fields } = readRecordHeader(line, Object.keys(models))
      const Model = models[recordType]
      if (!Model) throw new Error(`No model ${recordType}`)
      await expect(new Model({ _id: id, ...fields }).validate()).resolves.toBeUndefined()
      seen.add(recordType)
    }
    expect([...seen].toSorted()).toEqual(['person', ...madeUpRecordTypes(agency.kind)].toSorted())
  })

  it('are about people of their own in each group, with numbers that are kept for tests', () => {
    const numbers = people.map(({ nhsNumber }) => nhsNumber)
    expect(new Set(numbers).size).toBe(3)
    for (const number of numbers) expect(number).toMatch(/^999000\d{4}$/)
    expect(() => madeUpPeople(1001, 1)).toThrow('made-up people')
  })
})
