import type { AgencyDisclosure } from '../../../disclosure-log/agency-record'
import { recordNamesOf } from '../../../disclosure-log/record-digest'
import type { ExportedLeaf } from '../../../disclosure-log/export'
import { readDisclosuresCommand } from '../../../scripts/agency/disclosures-command'
import { readReconcileArguments } from '../../../scripts/log/reconcile-arguments'
import { runReconcile } from '../../../scripts/log/reconcile-command'
import { UsageError } from '../../../scripts/log/usage-error'
import { askerOf, entryFor, policeSource } from '../../disclosure-log/entries'
import { filed } from '../../disclosure-log/exported'

const agency = 'northshire-police'
const secret = Buffer.alloc(32, 1)
const namesOf = recordNamesOf([secret])
const leafWith = (recordHashes: readonly string[]) =>
  filed({
    ...{ log: 'gateway-1', index: 0 },
    entry: { ...entryFor('r1'), sources: [{ ...policeSource, recordHashes }] },
  })
const leaf = leafWith(namesOf(agency, 'REF'))
const own: AgencyDisclosure = {
  ...askerOf(entryFor('r1')),
  ...{ requestId: 'r1', agency, at: '2025-03-01T11:59:59.950Z', legalPower: 'p' },
  ...{ fields: policeSource.disclosed, withheld: [], records: ['REF'], people: ['person-1'] },
}

function run(
  args: readonly string[],
  given: {
    leaves?: readonly ExportedLeaf[]
    records?: readonly AgencyDisclosure[]
    files?: Readonly<Record<string, string>>
  } = {},
) {
  const { leaves = [leaf], records = [own], files = {} } = given
  return runReconcile(readReconcileArguments(args), {
    readLogs: () => Promise.resolve([{ log: 'gateway-1', leaves, checkpoints: [] }]),
    readRecords: () => Promise.resolve(new Map([[agency, records]])),
    recordNames: () => namesOf,
    readFile: (file) => files[file] ?? '',
  })
}

describe('log -- reconcile', () => {
  it('counts what both sides have', async () => {
    const { text, isGood } = await run([])
    expect(isGood).toBe(true)
    expect(text).toMatch(/^1 agencies, 1 calls of theirs\n {2}on both sides +1\n/)
    expect(text).toMatch(/discrepancies +0$/)
  })

  it('names what only one of them has', async () => {
    const hubOnly = await run([], { records: [] })
    expect(hubOnly.isGood).toBe(false)
    expect(hubOnly.text).toContain('HUB_ONLY northshire-police request r1: PoliceView.incidents')
    const agencyOnly = await run([], { leaves: [] })
    expect(agencyOnly.isGood).toBe(false)
    expect(agencyOnly.text).toContain('AGENCY_ONLY northshire-police request r1')
  })

  it('reads both sides from files that each side has written', async () => {
    const files = { hub: JSON.stringify(leaf), police: `${JSON.stringify(own)}\n` }
    const args = ['--in', 'hub', '--agency', `${agency}=police`]
    const result = await run(args, { leaves: [], records: [], files })
    expect(result).toMatchObject({ isGood: true })
    expect(result.text).toMatch(/records were not compared: .*--record-keys$/)
    const other = ['--in', 'hub', '--agency', 'harrowmere-homes=police']
    await expect(run(other, { files })).rejects.toThrow(
      'police: it holds disclosures of northshire-police',
    )
  })

  it('compares records by the keys it is given', async () => {
    const keys = `${Buffer.alloc(32, 9).toString('base64')}\n${secret.toString('base64')}\n`
    const files = { hub: JSON.stringify(leaf), police: JSON.stringify(own), keys, bad: 'x' }
    const args = ['--in', 'hub', '--agency', `${agency}=police`, '--record-keys']
    const { text, isGood } = await run([...args, 'keys'], { files })
    expect(isGood).toBe(true)
    expect(text).not.toContain('not compared')
    await expect(run([...args, 'bad'], { files })).rejects.toThrow('bad. Put the file back')
    const blamed = { ...files, hub: JSON.stringify(leafWith(namesOf(agency, 'OTHER'))) }
    expect((await run([...args, 'keys'], { files: blamed })).text).toContain(
      'RECORDS_DIFFER northshire-police request r1: recordHashes',
    )
  })

  it.each(['x', '{}', 'null', '{"requestId":"r","agency":"a","at":"t"}'])(
    'names the line of a file that is none of a record: %s',
    async (line) => {
      const args = ['--agency', `${agency}=police`]
      await expect(run(args, { files: { police: line } })).rejects.toThrow('police: line 1 is not')
    },
  )

  it('keeps to the bounds on both sides', async () => {
    const files = { police: JSON.stringify(own) }
    const args = ['--agency', `${agency}=police`, '--from', '2025-03-02T00:00:00Z']
    expect(await run(args, { files })).toMatchObject({ isGood: true })
  })

  it.each([
    ['x'],
    ['--from', 'yesterday'],
    ['--grace', 'long'],
    ['--agency', 'police'],
    ['--agency', '=f'],
    ['--what'],
  ])('explains itself when it is asked %s %s', (...args) => {
    expect(() => readReconcileArguments(args)).toThrow(UsageError)
  })
})

describe('agency -- disclosures', () => {
  it('reads which agency, from when to when, and where to', () => {
    const args = [agency, '--from', '2025-03-01T00:00:00+01:00', '--out', 'f']
    expect(readDisclosuresCommand(args)).toEqual({
      code: agency,
      bounds: { from: '2025-02-28T23:00:00.000Z', to: '9999-01-01T00:00:00.000Z' },
      output: 'f',
    })
  })

  it.each([[], ['a', 'b'], ['a', '--to', 'soon'], ['a', '--what']])(
    'explains itself when it is asked %s %s %s',
    (...args) => {
      expect(() => readDisclosuresCommand(args)).toThrow('Usage: npm run --silent agency')
    },
  )
})
