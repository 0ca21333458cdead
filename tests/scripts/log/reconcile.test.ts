import type { AgencyDisclosure } from '../../../disclosure-log/agency-record'
import type { Leaf } from '../../../disclosure-log/leaf'
import { readDisclosuresCommand } from '../../../scripts/agency/disclosures-command'
import { readReconcileArguments } from '../../../scripts/log/reconcile-arguments'
import { runReconcile } from '../../../scripts/log/reconcile-command'
import { UsageError } from '../../../scripts/log/usage-error'
import { entryFor, policeSource } from '../../disclosure-log/entries'

const agency = 'northshire-police'
const leaf: Leaf = {
  ...{ log: 'gateway-1', index: 0 },
  entry: { ...entryFor('r1'), sources: [{ ...policeSource, recordHashes: ['h'] }] },
}
const own: AgencyDisclosure = {
  ...{ requestId: 'r1', agency, at: '2025-03-01T11:59:59.950Z', staffId: 's', onBehalfOf: null },
  ...{ homeAgency: 'council', roles: [], purpose: 'AUDIT', caseReference: 'c', enquiryId: 'e' },
  ...{ legalPower: 'p', fields: policeSource.disclosed, withheld: [], records: ['REF'] },
}

function run(
  args: readonly string[],
  given: {
    leaves?: readonly Leaf[]
    records?: readonly AgencyDisclosure[]
    files?: Readonly<Record<string, string>>
  } = {},
) {
  const { leaves = [leaf], records = [own], files = {} } = given
  return runReconcile(readReconcileArguments(args), {
    readLogs: () => Promise.resolve([{ log: 'gateway-1', leaves, checkpoints: [] }]),
    readRecords: () => Promise.resolve(new Map([[agency, records]])),
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
    expect(await run(args, { leaves: [], records: [], files })).toMatchObject({ isGood: true })
    const other = ['--in', 'hub', '--agency', 'harrowmere-homes=police']
    await expect(run(other, { files })).rejects.toThrow(
      'police: it holds disclosures of northshire-police',
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

  it.each([['x'], ['--from', 'yesterday'], ['--agency', 'police'], ['--agency', '=f'], ['--what']])(
    'explains itself when it is asked %s %s',
    (...args) => {
      expect(() => readReconcileArguments(args)).toThrow(UsageError)
    },
  )
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
