/** What the leak test judges computed results by: it must notice what would be a leak. */
import type { Asker } from './asker'
import { Oracle } from './oracle'
import { supergraph } from './try-operations'

describe('the oracle, of what is worked out', () => {
  const oracle = new Oracle(supergraph)
  const analyst = { role: 'mash.analyst', purpose: 'ADULT_SAFEGUARDING', states: true }
  const kept = new Map([['safe', { exceptions: [], isNeverBeside: true }]])
  const leaks = (
    [field, selection]: readonly [field: string, selection: string],
    result: object,
    asker: Asker = analyst,
    exceptions: Parameters<Oracle['findLeaks']>[2] = [],
  ) => {
    const query = `{ personByIdentifier(type: NHS_NUMBER, value: "x") { id ${field} { ${selection} } } }`
    const data = { personByIdentifier: { id: 'p', [field]: result } }
    return oracle.findLeaks({ query, data, people: kept }, asker, exceptions).length
  }
  const parts = [
    'chronology',
    'rows { agencies type uprn parts { agency recordId kind category bodySites } }',
  ] as const
  const row = (part: object, own: object = {}) => {
    const agencies = [(part as { agency: string }).agency]
    return { rows: [{ agencies, type: 'EVENT', uprn: null, ...own, parts: [part] }] }
  }
  const call = {
    ...{ agency: 'northshire-police', recordId: 'NP-1', kind: 'CALL' },
    ...{ category: 'CALL_FOR_SERVICE', bodySites: null },
  }
  const visit = {
    ...{ agency: 'st-annes-hospital', recordId: 'SA-1', kind: 'ATTENDANCE' },
    ...{ category: 'HEALTH', bodySites: ['HEAD'] },
  }
  const support = {
    ...{ agency: 'open-door-harrowmere', recordId: 'OD-SUP-0001', kind: 'SUPPORT' },
    ...{ category: 'SAFEGUARDING', bodySites: null },
  }
  const beside = [
    'coResidents',
    'people { sources { agency recordId } person { id } uprn }',
  ] as const
  const missing = ['chronology', 'missing { agency reason categories }'] as const
  const named = (id: string, recordId = 'NP-1') => ({
    people: [{ sources: [{ agency: 'northshire-police', recordId }], person: { id }, uprn: null }],
  })
  const unseen = (agency: string, reason: string) => ({
    missing: [{ agency, reason, categories: ['RISK'] }],
  })
  const hidden = [{ field: 'northshirePolice', kept: 'everything' }] as const
  const unsaid = [{ field: 'northshirePolice', kept: 'addresses' }] as const
  const untested = { ...analyst, states: false }

  it.each<[string, Parameters<typeof leaks>]>([
    ['a part that its agency tells', [parts, row(call)]],
    ['where it was', [parts, row(call, { uprn: '1' })]],
    ['an injury that a hospital tells with a test', [parts, row(visit)]],
    ['a client who consents to the purpose', [parts, row(support)]],
    ['somebody of whom nothing is kept', [beside, named('other')]],
    [
      'what is withheld from everybody',
      [missing, unseen('northshire-police', 'WITHHELD'), analyst, hidden],
    ],
  ])('lets through %s', (_what, args) => {
    expect(leaks(...args)).toBe(0)
  })

  it.each<[string, Parameters<typeof leaks>]>([
    [
      'a part of a category that its agency does not tell',
      [parts, row({ ...call, category: 'HEALTH' })],
    ],
    ['a part that does not say what it is', [parts, row({ ...call, kind: null })]],
    ['an injury that is told with a test only', [parts, row(visit), untested]],
    [
      'where it was, of an agency that keeps that',
      [parts, row(call, { uprn: '1' }), analyst, unsaid],
    ],
    ['an agency of which there is to be nothing', [parts, row(call), analyst, hidden]],
    ['a sealed record', [parts, row({ ...call, recordId: 'NP-SEALED-1' })]],
    ['a client who refused', [parts, row({ ...support, recordId: 'OD-SUP-0002' })]],
    [
      'a client who consents to another purpose',
      [parts, row({ ...support, recordId: 'OD-SUP-0201' })],
    ],
    ['somebody protected among co-residents', [beside, named('safe')]],
    ['a sealed record among the sources', [beside, named('other', 'NP-SEALED-2')]],
    [
      'what is said missing only where there is something',
      [missing, unseen('northshire-police', 'WITHHELD_BY_CATEGORY'), analyst, hidden],
    ],
    [
      'anything for a role without a sentence',
      [missing, unseen('x', 'SILENT'), { ...analyst, role: 'dpo', purpose: 'AUDIT' }],
    ],
  ])('catches %s', (_what, args) => {
    expect(leaks(...args)).toBeGreaterThan(0)
  })
})
