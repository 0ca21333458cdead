import { chronology, coverage, id, missing, otherId, row, view } from './made-up'
import { everything, everythingBeside } from './made-up-results'
import type { Asked } from './person-asking'
import { answered, pageOf, problem, section } from './person-asking'
import { hubWith, Workspace } from './workspace'

let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

describe('a look back', () => {
  const asked: unknown[] = []
  const look = async (query: string) => {
    asked.length = 0
    open = await Workspace.start({
      askHub: hubWith(({ variables }) => {
        asked.push(variables?.['asAt'])
        return { data: { found: { id, ...chronology([row()]) } }, coverage: coverage() }
      }),
    })
    await open.begin()
    return (await open.get(`/people/${id}${query}`)).html
  }

  it('asks for what could be known on the day, in every panel, and says so', async () => {
    const html = await look('?known-day=1&known-month=9&known-year=2025')
    expect(asked).toEqual(['2025-09-01', '2025-09-01'])
    expect(html).toContain('what could be known at the end of 1 September 2025')
    expect(html).toContain('to 1 September 2025')
  })

  it.each([
    ['?known-day=31&known-month=2&known-year=2025', 'Enter a real date'],
    ['?known-day=1&known-month=&known-year=2025', 'Enter a real date'],
    ['?known-day=1&known-month=1&known-year=2999', 'Enter a date that has been'],
  ])('to a day that cannot be shows now, and says so: %s', async (query, says) => {
    const html = await look(query)
    expect(asked).toEqual([null, null])
    expect(html).toContain(says)
    expect(html).toContain('<title>Error: ')
    expect(html).not.toContain('A look back')
  })
})

describe('what was worked out', () => {
  const page = (asked: Asked = {}) =>
    pageOf(
      { northshirePolice: view(), ...chronology([row()]), ...everything },
      { ...answered, beside: everythingBeside, ...asked },
    )

  it('tells a rule with its sentence, its records with their dates, its name and version', async () => {
    const html = section(await page(), 'concerns')
    expect(html).toContain('Repeat calls with this person')
    expect(html).toContain('11 calls; 5 within 365 days.')
    expect(html).toContain('30 August 2026, 10:25pm: Call to the police.')
    expect(html).toContain('Northshire Police NP-1')
    expect(html).toContain('Rule: repeat-calls-person, version 1')
    expect(html).toContain(`<a class="govuk-link" href="/people/${otherId}">Owen Marsh</a>`)
  })

  it('tells what a rule cannot tell as that, apart from what holds', async () => {
    const html = section(await page(), 'patterns')
    expect(html).toContain('No pattern in what was shown to you')
    expect(html).toMatch(/Cannot be told<\/span> <b>A need, and no referral/)
  })

  it('tells what agencies call somebody side by side, and that they differ', async () => {
    const html = section(await page(), 'relationships')
    expect(html).toContain('Differ')
    expect(html).toContain('partner, 30 August 2025: contact with the practice HS-9')
    expect(html).toContain('<td>Possible</td><td>Possible</td>')
  })

  it('marks who harmed whom, and never says that somebody is no victim', async () => {
    const html = section(await page(), 'homes')
    expect(html).toContain('Offended against this person')
    expect(html).not.toMatch(/no victim|not a victim/i)
    expect(html).toContain('Lives there, as registered')
    expect(html).toContain('Perhaps there')
  })

  it('draws who was there in the same time, and what it leaves out', async () => {
    const html = section(await page(), 'homes')
    expect(html).toContain('2 June 2025 to now. Owen Marsh there in the same time.')
    expect(html).toContain('1 July 2025 to 31 July 2025. Agencies say 2 addresses.')
    expect(html).toContain('1 entry without a start that is known')
  })

  it('counts an injury once, and lets the reader take it apart', async () => {
    const html = section(await page(), 'injuries')
    expect(html).toContain('1 injury, each once, from 2 records.')
    expect(html).toContain('39 visits to hospitals and units; a visit is no injury by itself.')
    expect(html).toContain('Harrowmere Surgery HS-9, 31 August 2026: Seen by the practice. (head)')
    expect(html).toContain('St Anne&#39;s Hospital SA-4, no date: Visit. (head)')
    expect(html).toContain('assault recorded; alcohol not written down')
    expect(html).toContain('<title>Head: 1, told as an assault: 1</title>')
  })

  it('says whom to ring', async () => {
    expect(section(await page(), 'services')).toContain('0300 000 000')
  })

  it.each(['concerns', 'patterns', 'relationships', 'homes'])(
    '%s that did not come say so, and never "none"; the rest of the page is there',
    async (name) => {
      const html = await page({ beside: null })
      expect(section(html, name)).toContain('That does not mean that there is none')
      expect(section(html, name)).not.toMatch(/in what was shown to you/)
      expect(html).toContain('1 injury, each counted once')
    },
  )

  it('that is withheld says why', async () => {
    const problems = [problem('WITHHELD', ['found', 'concerns'], 'AGREEMENT_NOT_IN_FORCE')]
    const html = await page({ problems, beside: { ...everythingBeside, concerns: null } })
    expect(section(html, 'concerns')).toContain(
      'This is withheld from you. The sharing agreement is not in force today.',
    )
  })

  it.each([
    ['SILENT', 'Northshire Ambulance: no answer'],
    ['WITHHELD', 'Northshire Ambulance: withheld'],
    ['NOT_ASKED', 'Northshire Ambulance: not asked'],
    ['A_NEW_WORD', 'Northshire Ambulance: could not be seen'],
    ['LEFT_OFF', 'Northshire Ambulance: more records than were given'],
  ])('says what was missing: %s', async (reason, says) => {
    const lacking = [missing('northshire-ambulance', reason)]
    const concerns = { ...everythingBeside.concerns, missing: lacking }
    const html = await page({ beside: { ...everythingBeside, concerns } })
    expect(section(html, 'concerns')).toContain(says)
  })
})

describe('those around the person', () => {
  it('are asked about apart: who knows only them is not told as knowing the person', async () => {
    const asked: string[] = []
    const askHub = hubWith(({ query }) => {
      asked.push(query)
      const isBeside = query.includes('household')
      const known = isBeside ? { 'northshire-courts': 'ANSWERED' } : {}
      return { data: { found: { id, ...chronology([]) } }, coverage: coverage(known) }
    })
    open = await Workspace.start({ askHub })
    await open.begin()
    asked.length = 0
    const { html } = await open.get(`/people/${id}`)
    expect(asked.map((query) => query.includes('household'))).toEqual([false, true])
    expect(html).toContain('0 of 15 agencies gave records')
    expect(html).not.toContain('</svg>Answered')
  })
})
