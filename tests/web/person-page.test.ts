import type { JsonObject } from '../../common/json'
import { chronology, coverage, finding, id, missing, result, row, view } from './made-up'
import { everything, everythingBeside } from './made-up-results'
import { answered, pageOf, section } from './person-asking'
import { agencies } from './workspace'

describe('who answered', () => {
  it.each([
    ['ANSWERED', null, 'Answered', '1 event'],
    ['PARTIAL', 'CATEGORY_NOT_DISCLOSED', 'In part', '1 event'],
    ['WITHHELD', 'AGENCY_SUSPENDED', 'Withheld', 'The agency has stopped sharing for now'],
    ['WITHHELD', 'LINK_DISPUTED', 'Withheld', 'Whose records these are is disputed'],
    ['UNAVAILABLE', 'TIMED_OUT', 'No answer', 'Took too long'],
    ['UNAVAILABLE', 'NOT_WAITED_FOR', 'Not answered yet', 'Slow to answer; records may exist'],
    ['UNAVAILABLE', null, 'No answer', 'Records may exist'],
    ['NO_RECORD', null, 'No record', 'Nothing held about them'],
    ['NOT_ASKED', null, 'Not asked', 'Not part of this question'],
    ['A_NEW_WORD', null, 'No answer', 'Records may exist'],
  ])('%s, %s is told as %s', async (status, reason, words, detail) => {
    const given = ['ANSWERED', 'PARTIAL'].includes(status)
    const own = given ? { northshirePolice: view(), ...chronology([row()]) } : chronology([])
    const html = await pageOf(own, { rows: coverage({ 'northshire-police': status }, reason) })
    const cell = /<li class="hub-cell[\s\S]*?<\/li>/.exec(html)?.[0] ?? ''
    expect(cell).toContain(`</svg>${words}`)
    expect(cell).toContain(detail)
  })

  it.each([
    ['WITHHELD', 1],
    ['UNAVAILABLE', 1],
    ['PARTIAL', 0],
    ['NO_RECORD', 0],
    ['NOT_ASKED', 0],
    ['ANSWERED', 0],
  ])('says whom to ring where something may be missing: %s', async (status, times) => {
    const html = await pageOf(chronology([]), { rows: coverage({ 'northshire-police': status }) })
    expect(html.split('Ring: Safeguarding desk, 01632 960130, At all hours')).toHaveLength(
      times + 1,
    )
  })

  it('says no record of nobody whom the coverage leaves out', async () => {
    const html = await pageOf({}, { rows: [] })
    expect(html).toContain('0 of 15 agencies gave records')
    expect(html).toContain('15 did not answer')
    expect(html).not.toContain('</svg>No record')
  })

  it('names a silent agency above the picture, in it and in words', async () => {
    const rows = coverage({ 'northshire-police': 'UNAVAILABLE' }, 'TIMED_OUT')
    const html = await pageOf(chronology([]), { rows })
    expect(html).toContain('No answer from Northshire Police: records may exist')
    expect(html).toContain('Did not answer. Records may exist.')
    expect(html).toContain('Ask again<span class="govuk-visually-hidden"> Northshire Police')
  })

  it('names what is kept back although nobody says whether there is any', async () => {
    const kept = missing('northshire-police', 'WITHHELD_BY_CATEGORY', {
      categories: ['INTELLIGENCE'],
    })
    const own = { northshirePolice: view(), ...chronology([row()], { missing: [kept] }) }
    const html = await pageOf(own, { rows: coverage({ 'northshire-police': 'PARTIAL' }) })
    expect(html).toContain('Not shown to you: intelligence')
    expect(html).toContain('Not shown to you, whether or not there is any: intelligence from')
  })

  it('is told with every agency down', async () => {
    const down = Object.fromEntries(agencies.map(({ code }) => [code, 'UNAVAILABLE']))
    const lacking = agencies.map(({ code }) => missing(code, 'SILENT'))
    const html = await pageOf(chronology([], { missing: lacking }), {
      rows: coverage(down, 'NOT_REACHABLE'),
    })
    expect(html).toContain('0 of 15 agencies gave records')
    expect(html).toContain('Name not shown to you')
    expect(html).toContain('Worked out without 15 that may know more')
  })
})

describe('what agencies write', () => {
  const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e{{ csrf }}`

  /** Every text of a result, replaced. */
  function poisoned(value: unknown): unknown {
    if (typeof value === 'string') return hostile
    if (Array.isArray(value)) return value.map(poisoned)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        ['state', 'type', 'asAt', 'occurredAt'].includes(name) ? inner : poisoned(inner),
      ]),
    )
  }

  it.each(['', '/table', '?period=all'])('does nothing on the page%s', async (path) => {
    const own = poisoned({
      northshirePolice: view(),
      ...chronology([row(), row({ kind: 'MARKER' })]),
      ...everything,
    }) as JsonObject
    const beside = poisoned(everythingBeside) as JsonObject
    const html = await pageOf(own, { ...answered, beside, path: `/people/${id}${path}` })
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toMatch(/<script>|<img|onerror=alert\(1\)>(?!&)|\u202e/)
    expect(html).toContain('{{ csrf }}')
  })

  it('is bounded, however long it is', async () => {
    const long = 'x'.repeat(1_000_000)
    const own = { northshirePolice: view(), ...chronology([row({ sentence: long })]) }
    const beside = { concerns: result({ findings: [finding({ sentence: long })] }) }
    const html = await pageOf(own, { ...answered, beside })
    expect(html.length).toBeLessThan(120_000)
  })

  it.each([[null], ['yesterday'], ['2026-13-45'], [5]])(
    'may have a date that is none: %j',
    async (occurredAt) => {
      const own = { northshirePolice: view(), ...chronology([row({ occurredAt })]) }
      const html = await pageOf(own, answered)
      expect(html).toContain('1 event without a date: in the table only.')
    },
  )
})

const gp = { agency: 'harrowmere-gp', recordId: 'HS-9' }

describe('the chronology', () => {
  const rows = coverage({
    ...{ 'northshire-police': 'ANSWERED', 'harrowmere-gp': 'ANSWERED' },
    'northshire-adult-care': 'ANSWERED',
  })
  const hurt = row(
    {
      ...{ agencies: [gp.agency], kind: 'ENCOUNTER', sentence: 'Hurt on the head.', sources: [gp] },
      ...{ occurredAt: '2026-08-31T09:00:00.000Z' },
    },
    { ...gp, sentence: 'Hurt on the head.', bodySites: ['HEAD'], isAssault: true },
  )
  const silence = row({
    ...{ type: 'SILENCE', agencies: ['northshire-adult-care'], kind: null, parts: [] },
    ...{ occurredAt: '2026-07-01', until: '2026-07-27' },
    sentence: 'No entry for 26 days while a case was open.',
  })
  const own = {
    ...{ northshirePolice: view(), harrowmereGp: view() },
    ...chronology([row(), row({ occurredAt: '2014-02-22' }), hurt, silence]),
  }

  it('says how many events a filter leaves out', async () => {
    const html = await pageOf(own, { rows })
    expect(html).toContain('2 events from 2 agencies')
    expect(html).toContain('Not shown: 1 event before this period.')
  })

  it('says how many rows there are that were not given', async () => {
    const html = await pageOf({ ...own, ...chronology([row()], { total: 1001 }) }, { rows })
    expect(html).toContain('1000 older rows of more than are read at once')
  })

  it('has every event of its picture in the table, under the same filter', async () => {
    const query = '?period=all&show=health'
    const picture = await pageOf(own, { rows, path: `/people/${id}${query}` })
    expect(picture).toContain(`/people/${id}/table?period=all&amp;show=health`)
    const table = await pageOf(own, { rows, path: `/people/${id}/table${query}` })
    expect(table.match(/<td class="hub-when"/g)).toHaveLength(1)
    expect(table).toContain('Told as an assault')
  })

  it('draws a silence, counts it as no event, and has it in table and words', async () => {
    const html = await pageOf(own, { rows })
    expect(html).toContain('; 1 silence while a case was open')
    expect(html).toContain('1 July 2026 to 27 July 2026: No entry for 26 days')
    expect(html).toMatch(/<title>1 July 2026 to 27 July 2026\. Northshire Adult Care\./)
    const table = await pageOf(own, { rows, path: `/people/${id}/table` })
    expect(table).toContain('<tr class="hub-silence">')
  })

  it('names everybody who tells of one event, and draws it in each one’s row', async () => {
    const told = row({ agencies: ['harrowmere-gp', 'northshire-police'] })
    const html = await pageOf({ ...own, ...chronology([told]) }, { rows })
    expect(html.match(/Harrowmere Surgery and Northshire Police\. Call to/g)).toHaveLength(2)
    expect(html).toContain('1 event from 2 agencies')
  })

  it('invents no time where only the day is known', async () => {
    const html = await pageOf(own, { rows, path: `/people/${id}/table?period=all` })
    expect(html).toMatch(/22 February 2014\s*<\/td>/)
    expect(html).toContain('30 August 2026, 10:25pm')
  })

  it('has a name and a description for who cannot see it', async () => {
    const html = await pageOf({ ...own, ...everything }, { rows, beside: everythingBeside })
    const pictures = html.match(/<svg[^>]+class="hub-picture">.*?<\/svg>/gs) ?? []
    expect(pictures).toHaveLength(4)
    for (const picture of pictures)
      expect(picture).toMatch(
        /role="img" aria-labelledby="(\w+)-title \1-description".*<title id="\1-title"/,
      )
    expect(html).toContain('1 of 1 injury that health services saw came within a day')
  })

  it('that did not come is not an empty one', async () => {
    const html = await pageOf({ northshirePolice: view() }, answered)
    expect(section(html, 'chronology')).toContain('That does not mean that there is none')
    expect(section(html, 'chronology')).not.toContain('<svg')
  })
})

describe('where records differ', () => {
  it('quotes the agencies side by side and makes nobody’s version the true one', async () => {
    const rows = coverage({ 'northshire-police': 'ANSWERED', 'harrowmere-gp': 'ANSWERED' })
    const own = { northshirePolice: view(), harrowmereGp: view({ dateOfBirth: '1958-03-11' }) }
    const html = await pageOf(own, { rows })
    expect(html).toMatch(/<dt>11 March 1957<\/dt><dd>Northshire Police<\/dd>/)
    expect(html).toMatch(/<dt>11 March 1958<\/dt><dd>Harrowmere Surgery<\/dd>/)
  })
})

describe('who has looked', () => {
  it('tells an analyst whom to ask, and with which reference', async () => {
    const html = await pageOf({}, { path: `/people/${id}/who-looked` })
    expect(html).toContain('ask your data protection officer')
    expect(html).toContain(id)
  })
})
