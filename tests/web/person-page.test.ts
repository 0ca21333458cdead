import { coverage, event, id, view } from './made-up'
import { agencies, hubWith, Workspace } from './workspace'

let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

async function pageOf(
  views: Readonly<Record<string, unknown>>,
  rows = coverage(),
  path = `/people/${id}`,
): Promise<string> {
  const data = { found: { id, ...views } }
  open = await Workspace.start({ askHub: hubWith(() => ({ data, coverage: rows })) })
  await open.begin()
  return (await open.get(path)).html
}

describe('who answered', () => {
  it.each([
    ['ANSWERED', null, 'Answered', '1 event'],
    ['PARTIAL', 'CATEGORY_NOT_DISCLOSED', 'In part', '1 event'],
    ['WITHHELD', 'AGENCY_SUSPENDED', 'Withheld', 'The agency has stopped sharing for now'],
    ['WITHHELD', 'LINK_DISPUTED', 'Withheld', 'Whose records these are is disputed'],
    ['UNAVAILABLE', 'TIMED_OUT', 'No answer', 'Took too long'],
    ['UNAVAILABLE', null, 'No answer', 'Records may exist'],
    ['NO_RECORD', null, 'No record', 'Nothing held about them'],
    ['NOT_ASKED', null, 'Not asked', 'Not part of this question'],
    ['A_NEW_WORD', null, 'No answer', 'Records may exist'],
  ])('%s, %s is told as %s', async (status, reason, words, detail) => {
    const given = ['ANSWERED', 'PARTIAL'].includes(status)
    const html = await pageOf(
      given ? { northshirePolice: view([event()]) } : {},
      coverage({ 'northshire-police': status }, reason),
    )
    const cell = /<li class="hub-cell[\s\S]*?<\/li>/.exec(html)?.[0] ?? ''
    expect(cell).toContain(`</svg>${words}`)
    expect(cell).toContain(detail)
  })

  it('says no record of nobody whom the coverage leaves out', async () => {
    const html = await pageOf({}, [])
    expect(html).toContain('0 of 15 agencies gave records')
    expect(html).toContain('15 did not answer')
    expect(html).not.toContain('</svg>No record')
  })

  it('names a silent agency above the picture, in it and in words', async () => {
    const rows = coverage({ 'northshire-police': 'UNAVAILABLE' }, 'TIMED_OUT')
    const html = await pageOf({}, rows)
    expect(html).toContain('No answer from Northshire Police: records may exist')
    expect(html).toContain('Did not answer. Records may exist.')
    expect(html).toContain('Ask again<span class="govuk-visually-hidden"> Northshire Police')
  })

  it('names what is kept back although nobody says whether there is any', async () => {
    const police = { ...view([event()]), eventsWithheld: ['INTELLIGENCE'] }
    const rows = coverage({ 'northshire-police': 'PARTIAL' })
    const html = await pageOf({ northshirePolice: police }, rows)
    expect(html).toContain('Not shown to you: intelligence')
    expect(html).toContain('Not shown to you, whether or not there is any: intelligence from')
  })

  it('is told with every agency down', async () => {
    const down = Object.fromEntries(agencies.map(({ code }) => [code, 'UNAVAILABLE']))
    const html = await pageOf({}, coverage(down, 'NOT_REACHABLE'))
    expect(html).toContain('0 of 15 agencies gave records')
    expect(html).toContain('Name not shown to you')
  })
})

describe('what agencies write', () => {
  const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e{{ csrf }}`

  it.each(['', '/table', '?period=all'])('does nothing on the page%s', async (path) => {
    const fact = event({
      sentence: hostile,
      uprn: hostile,
      people: [{ reference: hostile, role: hostile, relationship: hostile }],
      source: { system: hostile, recordId: hostile },
      kind: hostile,
    })
    const name = { forenames: hostile, surname: hostile, kind: 'LEGAL' }
    const given = view([fact, event({ kind: 'MARKER', sentence: hostile })], { names: [name] })
    const rows = coverage({ 'northshire-police': 'ANSWERED' })
    const html = await pageOf({ northshirePolice: given }, rows, `/people/${id}${path}`)
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toMatch(/<script>|<img|onerror=alert\(1\)>(?!&)|\u202e/)
    expect(html).toContain('{{ csrf }}')
  })

  it('is bounded, however long it is', async () => {
    const long = event({ sentence: 'x'.repeat(1_000_000) })
    const rows = coverage({ 'northshire-police': 'ANSWERED' })
    const html = await pageOf({ northshirePolice: view([long]) }, rows)
    expect(html.length).toBeLessThan(120_000)
  })

  it.each([[null], ['yesterday'], ['2026-13-45'], [5]])(
    'may have a date that is none: %j',
    async (occurredAt) => {
      const rows = coverage({ 'northshire-police': 'ANSWERED' })
      const html = await pageOf({ northshirePolice: view([event({ occurredAt })]) }, rows)
      expect(html).toContain('1 event without a date: in the table only.')
    },
  )
})

describe('the chronology', () => {
  const rows = coverage({ 'northshire-police': 'ANSWERED', 'harrowmere-gp': 'ANSWERED' })
  const views = {
    northshirePolice: view([event(), event({ occurredAt: '2014-02-22', precision: 'DAY' })]),
    harrowmereGp: view([
      event({
        ...{ kind: 'ENCOUNTER', sentence: 'Hurt on the head.', bodySites: ['HEAD'] },
        ...{ isAssault: true, occurredAt: '2026-08-31T09:00:00.000Z', recordedAt: '2026-09-02' },
      }),
    ]),
  }

  it('says how many events a filter leaves out', async () => {
    const html = await pageOf(views, rows)
    expect(html).toContain('2 events from 2 agencies')
    expect(html).toContain('Not shown: 1 event before this period.')
  })

  it('has every event of its picture in the table, under the same filter', async () => {
    const query = '?period=all&show=health'
    const picture = await pageOf(views, rows, `/people/${id}${query}`)
    expect(picture).toContain(`/people/${id}/table?period=all&amp;show=health`)
    await open?.stop()
    const table = await pageOf(views, rows, `/people/${id}/table${query}`)
    expect(table.match(/<td class="hub-when"/g)).toHaveLength(1)
    expect(table).toContain('Told as an assault')
  })

  it('looks back at what had been written down by a day', async () => {
    const query = '?period=all&known-day=1&known-month=9&known-year=2026'
    const html = await pageOf(views, rows, `/people/${id}/table${query}`)
    expect(html).not.toContain('Hurt on the head.')
    expect(html).toContain('2 events from 1 agency')
  })

  it('invents no time where only the day is known', async () => {
    const html = await pageOf(views, rows, `/people/${id}/table?period=all`)
    expect(html).toMatch(/22 February 2014\s*<\/td>/)
    expect(html).toContain('30 August 2026, 10:25pm')
  })

  it('has a name and a description for who cannot see it', async () => {
    const html = await pageOf(views, rows)
    const pictures = html.match(/<svg[^>]+class="hub-picture">.*?<\/svg>/gs) ?? []
    expect(pictures).toHaveLength(2)
    for (const picture of pictures)
      expect(picture).toMatch(/role="img" aria-labelledby="(\w+)-title \1-description"><?|<desc/)
    expect(html).toContain('1 of 1 injury that health services saw came within a day')
  })
})

describe('where records differ', () => {
  it('quotes the agencies side by side and makes nobody’s version the true one', async () => {
    const rows = coverage({ 'northshire-police': 'ANSWERED', 'harrowmere-gp': 'ANSWERED' })
    const html = await pageOf(
      { northshirePolice: view([]), harrowmereGp: view([], { dateOfBirth: '1958-03-11' }) },
      rows,
    )
    expect(html).toMatch(/<dt>11 March 1957<\/dt><dd>Northshire Police<\/dd>/)
    expect(html).toMatch(/<dt>11 March 1958<\/dt><dd>Harrowmere Surgery<\/dd>/)
  })
})
