import { readFileSync } from 'node:fs'

import { projectPath } from '../../../common/project-root'
import { readClassification } from '../../../schema/classification'
import { readReviewsArguments, readWhoArguments } from '../../../scripts/log/audit-arguments'
import type { Disclosure } from '../../../scripts/log/audit-client'
import { openAudit } from '../../../scripts/log/audit-client'
import { runReviews, runWho } from '../../../scripts/log/audit-commands'
import { UsageError } from '../../../scripts/log/usage-error'

const now = new Date('2026-03-01T00:00:00Z')
const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
const classification = readClassification(sdl)

const disclosure: Disclosure = {
  ...{ log: 'gateway-1', index: 1, requestId: 'r1', at: '2026-02-03T10:11:12.000Z' },
  ...{ staffId: 'mash.analyst', onBehalfOf: null, homeAgency: 'harrowmere-council' },
  ...{ roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING', caseReference: 'MASH-0001' },
  ...{ reason: 'Call to address, injuries seen', people: ['p1'] },
  statements: [{ statement: 'PUBLIC_INTEREST_TEST', text: 'Serious injury is likely' }],
  sources: [
    {
      ...{ source: 'northshire-police', status: 'PARTIAL', statusReason: 'CATEGORY_NOT_DISCLOSED' },
      disclosed: ['LocalPerson.nhsNumber', 'LocalPerson.postcode', 'PoliceView.gone'],
      withheld: [{ field: 'LocalPerson.ethnicity', reason: 'CATEGORY_NOT_DISCLOSED' }],
      ...{ records: 11, legalPowers: ['Crime and Disorder Act 1998 s.115'] },
    },
    {
      ...{ source: 'harrowmere-homes', status: 'NOT_ASKED', statusReason: null },
      ...{ disclosed: [], withheld: [], records: null, legalPowers: [] },
    },
  ],
  ...{ reviewFlags: [], reviewDueBy: null },
}
const nth = (index: number, change: Partial<Disclosure> = {}): Disclosure => ({
  ...{ ...disclosure, index, requestId: `r${index}` },
  at: `2026-02-${String(index).padStart(2, '0')}T10:00:00.000Z`,
  ...change,
})

interface Sent {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A hub that knows these people and disclosures, by hub id, in pages of so many. */
function hubWith(given: {
  readonly people?: unknown
  readonly found?: Readonly<Record<string, readonly Disclosure[]>>
  readonly pageSize?: number
}) {
  const { people = { id: 'p1', earlierIds: [] }, found = {}, pageSize = 200 } = given
  const sent: Sent[] = []
  const progress: number[] = []
  const opened: unknown[] = []
  const answer = (data: Readonly<Record<string, unknown>>) =>
    Promise.resolve({ response: { data }, requestId: null })
  const client = {
    openEnquiry: (input: unknown) => {
      opened.push(input)
      return Promise.resolve('enquiry')
    },
    send: (body: Sent) => {
      sent.push(body)
      if (body.query.includes('people:')) return answer({ people })
      const all = found[(body.variables['person'] as string | undefined) ?? 'any'] ?? []
      const from = Number(body.variables['after'] ?? 0)
      const next = from + pageSize
      const endCursor = next < all.length ? String(next) : null
      return answer({ page: { nodes: all.slice(from, next), endCursor } })
    },
  }
  return { client, sent, progress, opened }
}

async function who(args: readonly string[], hub: ReturnType<typeof hubWith>) {
  const asked = readWhoArguments(args, now)
  const audit = await openAudit(hub.client, asked, (count) => hub.progress.push(count))
  return runWho(asked, audit, classification)
}

async function reviews(args: readonly string[], hub: ReturnType<typeof hubWith>) {
  const asked = readReviewsArguments(args, now)
  const audit = await openAudit(hub.client, asked, (count) => hub.progress.push(count))
  return runReviews(asked, audit, classification)
}

describe('log -- who', () => {
  it('says who saw a person, why, when, and which categories of which agency', async () => {
    const hub = hubWith({ found: { p1: [disclosure] } })
    const { text, isGood } = await who(['--nhs', '999 000 0018'], hub)
    expect(isGood).toBe(true)
    expect(text.split('\n')).toEqual([
      'Person p1',
      '1 answer from 2000-01-01 00:00 to 2026-03-01 00:00 (UTC)',
      'Told, by category:',
      '  ADDRESS                   northshire-police           1 answer to 1 member of staff',
      '  IDENTITY                  northshire-police           1 answer to 1 member of staff',
      '  PoliceView.gone           northshire-police           1 answer to 1 member of staff',
      '',
      '2026-02-03 10:11  mash.analyst of harrowmere-council (mash.analyst)',
      '  why: ADULT_SAFEGUARDING, case MASH-0001: Call to address, injuries seen',
      '  PUBLIC_INTEREST_TEST: Serious injury is likely',
      '  northshire-police: told ADDRESS, IDENTITY, PoliceView.gone; 11 records; 1 field withheld; PARTIAL CATEGORY_NOT_DISCLOSED',
    ])
  })

  it('asks as an officer who audits, and says so in the enquiry', async () => {
    const hub = hubWith({})
    await who(['--person', 'p1', '--case', 'DSAR-7'], hub)
    expect(hub.opened).toEqual([
      {
        ...{ purpose: 'AUDIT', caseReference: 'DSAR-7' },
        reason: 'Who was told about a person, asked by log -- who',
      },
    ])
    expect(readWhoArguments(['--person', 'p1'], now)).toMatchObject({ user: 'dpo' })
  })

  it.each([
    [['--nhs', '1'], { type: 'NHS_NUMBER', value: '1' }, 'personByIdentifier('],
    [['--pnc', '1'], { type: 'PNC_ID', value: '1' }, 'personByIdentifier('],
    [['--cro', '1'], { type: 'CRO_NUMBER', value: '1' }, 'personByIdentifier('],
    [['--crn', '1'], { type: 'CRN', value: '1' }, 'personByIdentifier('],
    [['--uprn', '1'], { uprn: '1' }, 'peopleAtAddress('],
    [['--person', '1'], { id: '1' }, 'person('],
  ])('finds the person by %j', async (args, variables, field) => {
    const hub = hubWith({})
    await who(args, hub)
    expect(hub.sent[0]?.variables).toEqual(variables)
    expect(hub.sent[0]?.query).toContain(`people: ${field}`)
  })

  it('follows earlier ids, also those that lead to nobody any more, each answer once', async () => {
    const found = { p1: [nth(9), nth(2)], p0: [nth(9), nth(4)], gone: [nth(3)] }
    const hub = hubWith({ people: { id: 'p1', earlierIds: ['p0'] }, found })
    const { text } = await who(['--person', 'gone'], hub)
    expect(text.match(/^2026-02-\d\d/gm)).toEqual(
      ['09', '04', '03', '02'].map((day) => `2026-02-${day}`),
    )
    const nobody = hubWith({ people: null, found })
    expect((await who(['--person', 'gone'], nobody)).text).toContain('1 answer from')
  })

  it('says when nobody is known by that', async () => {
    const { text, isGood } = await who(['--crn', 'X1'], hubWith({ people: null }))
    expect([text, isGood]).toEqual(['Nobody is known to the hub by that.', false])
  })

  it('finds everybody who was told of a record, within the bounds', async () => {
    const hub = hubWith({ found: { any: [nth(9), nth(5), nth(1)] } })
    const args = ['--agency', 'northshire-police', '--reference', 'NOM-1', '--since', '2026-02-02']
    const { text } = await who([...args, '--until', '2026-02-09T10:00:00Z'], hub)
    expect(text.match(/^2026-02-\d\d/gm)).toEqual(['2026-02-05'])
    expect(hub.sent[0]?.variables).toEqual({
      record: { agency: 'northshire-police', reference: 'NOM-1' },
      after: null,
    })
  })

  it('reads every page, and says how far it is', async () => {
    const all = Array.from({ length: 25 }, (_, index) => nth(index + 1))
    const hub = hubWith({ found: { p1: all }, pageSize: 10 })
    expect((await who(['--person', 'p1'], hub)).text).toContain('25 answers from')
    expect(hub.progress).toEqual([10, 20])
  })

  it('gives no answer when the hub gave one in part: what is missing could be who saw it', async () => {
    const hub = hubWith({})
    const errors = [{ message: 'no', extensions: { code: 'WITHHELD' } }]
    hub.client.send = () =>
      Promise.resolve({ response: { data: { people: null }, errors } } as never)
    await expect(who(['--nhs', '1'], hub)).rejects.toThrow('WITHHELD: no')
  })

  it('shows what others wrote without obeying it', async () => {
    const evil = 'x\u001B[2J\n2020-01-01 00:00  nobody\u202E'
    const [source] = disclosure.sources
    const hostile = nth(1, {
      ...{ staffId: evil, onBehalfOf: evil, homeAgency: evil, roles: [evil], purpose: evil },
      ...{ caseReference: evil, reason: evil, reviewFlags: [evil], reviewDueBy: evil },
      statements: [{ statement: evil, text: evil }],
      sources: source
        ? [{ ...source, source: evil, status: evil, statusReason: evil, disclosed: [evil] }]
        : [],
    })
    const hub = hubWith({ people: { id: evil, earlierIds: [evil] }, found: { [evil]: [hostile] } })
    for (const args of [
      ['--person', evil],
      ['--person', evil, '--csv'],
    ]) {
      const { text } = await who(args, hub)
      expect(text.replaceAll(/[\r\n]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect(text).not.toMatch(/^2020/m)
      expect(text).not.toContain('\u001B')
    }
    const told = await reviews([], hubWith({ found: { any: [hostile] } }))
    expect(told.text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  it('writes a table that a spreadsheet can open: a row for each agency of each answer', async () => {
    const found = { p1: [nth(1, { reason: '=HYPERLINK("x")', roles: ['a', 'b'] })] }
    const { text } = await who(['--person', 'p1', '--csv'], hubWith({ found }))
    const [head, police, homes, ...more] = text.split('\r\n')
    expect(more).toEqual([])
    expect(head).toMatch(/^"at","log","index","requestId","staffId"/)
    expect(police).toContain(`"a; b","ADULT_SAFEGUARDING","MASH-0001","'=HYPERLINK(""x"")"`)
    expect(police).toContain('"PUBLIC_INTEREST_TEST: Serious injury is likely"')
    expect(police).toContain('"northshire-police","PARTIAL","CATEGORY_NOT_DISCLOSED"')
    expect(police).toContain('"ADDRESS; IDENTITY; PoliceView.gone","3","1","11"')
    expect(homes).toContain('"harrowmere-homes","NOT_ASKED"')
    const widths = [head, police, homes].map((row) => row?.split('","').length)
    expect(new Set(widths).size).toBe(1)
  })

  it.each([
    [],
    ['--nhs'],
    ['--nhs', ''],
    ['--nhs', '1', '--crn', '2'],
    ['--agency', 'a'],
    ['--reference', 'r'],
    ['--person', 'p', '--since', 'yesterday'],
    ['--person', 'p', '--since', '2026-02-30x'],
    ['--person', 'p', '--since', '2026-02-02', '--until', '2026-02-02'],
    ['--person', 'p', '--what'],
    ['p'],
  ])('explains itself when it is asked %s %s %s %s %s', (...args) => {
    expect(() => readWhoArguments(args, now)).toThrow(UsageError)
  })
})

describe('log -- reviews', () => {
  const due = (index: number, reviewDueBy: string) =>
    nth(index, { reviewFlags: ['BREAK_GLASS', 'NO_CASE'], reviewDueBy })

  it('lists what must be looked at, what is due first at the top', async () => {
    const any = [
      due(3, '2026-02-04T10:00:00.000Z'),
      due(2, '2026-02-03T10:00:00.000Z'),
      due(1, '2026-02-05T10:00:00.000Z'),
    ]
    const hub = hubWith({ found: { any } })
    const { text, isGood } = await reviews(['--since', '2026-02-01'], hub)
    expect(isGood).toBe(true)
    expect(text).toMatch(/^3 answers to look at, from 2026-02-01 00:00 to/)
    expect(text.match(/^due by .*$/gm)).toEqual([
      'due by 2026-02-03 10:00: BREAK_GLASS, NO_CASE',
      'due by 2026-02-04 10:00: BREAK_GLASS, NO_CASE',
      'due by 2026-02-05 10:00: BREAK_GLASS, NO_CASE',
    ])
    expect(text).toContain('\n  request r2\n  2026-02-02 10:00  mash.analyst of')
    expect(hub.sent[0]?.variables).toMatchObject({ from: '2026-02-01T00:00:00.000Z' })
    const { text: table } = await reviews(['--csv'], hub)
    expect(table.split('\r\n')[1]).toContain('"BREAK_GLASS; NO_CASE","2026-02-03T10:00:00.000Z"')
  })

  it('takes no person', () => {
    expect(() => readReviewsArguments(['--nhs', '1'], now)).toThrow(UsageError)
  })
})
