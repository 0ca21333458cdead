import { parseCsv } from './parse-csv'
import { HubRefusal } from '../../../web/hub/hub-client'
import type { HubQuestion } from '../../../web/hub/hub-client'
import { id } from '../made-up'
import { hubWith, Workspace } from '../workspace'
import type { MadeUpAnswer } from './made-up-chronology'
import { answered, notAnswered, row, silence } from './made-up-chronology'

let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

const asked: HubQuestion[] = []

async function begin(made: MadeUpAnswer | (() => never) = {}): Promise<Workspace> {
  asked.length = 0
  const askHub = hubWith((question) => {
    asked.push(question)
    return typeof made === 'function' ? made() : answered(made)
  })
  open = await Workspace.start({ askHub })
  await open.begin()
  asked.length = 0
  return open
}

const path = `/people/${id}/document`

/** The document as rows of cells, without the headings. */
async function table(made: MadeUpAnswer, fields: Readonly<Record<string, string>> = {}) {
  const workspace = await begin(made)
  const answer = await workspace.post(path, { format: 'csv', names: 'real', ...fields })
  expect(answer.status).toBe(200)
  return { ...answer, lines: parseCsv(answer.html).slice(1) }
}

describe('the form', () => {
  it('asks nobody until it is sent', async () => {
    const workspace = await begin()
    const { status, html } = await workspace.get(path)
    expect(status).toBe(200)
    expect(html).toContain('Take the chronology away')
    expect(asked).toEqual([])
  })

  it.each([
    [{ format: '' }, 'Choose PDF'],
    [{ from: '2025-02-30' }, 'Enter a day that exists'],
    [{ to: 'yesterday' }, 'Enter a day that exists'],
    [{ from: '2025-08-15', to: '2025-07-20' }, 'must not be after'],
    [{ asAt: '2999-01-01' }, 'still to come'],
  ])('says what is wrong with %j, and asks nobody', async (fields, says) => {
    const workspace = await begin()
    const { status, html } = await workspace.post(path, { format: 'csv', ...fields })
    expect(status).toBe(400)
    expect(html).toContain(says)
    expect(asked).toEqual([])
  })

  it('did not come from here: no document', async () => {
    const workspace = await begin()
    expect((await workspace.post(path, { _csrf: 'planted', format: 'csv' })).status).toBe(403)
    expect(asked).toEqual([])
  })

  it('asks for the period with both of its days, and for what could be known', async () => {
    await table({}, { from: '2025-07-20', to: '2025-08-15', asAt: '2025-09-01' })
    expect(asked[0]?.variables).toEqual({
      ...{ id, from: '2025-07-20', to: '2025-08-16', asAt: '2025-09-01', first: 1000 },
    })
    expect(asked[0]?.purposeToken).toBe('token-of-the-purpose')
  })
})

describe('the document', () => {
  it('is a file whose name says nothing about anybody', async () => {
    const workspace = await begin()
    const { headers } = await workspace.post(path, { format: 'csv', names: 'real' })
    expect(headers.get('content-disposition')).toBe('attachment; filename=chronology.csv')
    expect(headers.get('cache-control')).toBe('no-store')
    const pdf = await workspace.post(path, { format: 'pdf', names: 'real' })
    expect(pdf.headers.get('content-disposition')).toBe('attachment; filename=chronology.pdf')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.html).toMatch(/^%PDF-1\.7/)
  })

  it('carries the mark and the reference of the log in every line', async () => {
    const { lines } = await table({ rows: [row(), silence], missing: [notAnswered] })
    expect(lines.length).toBeGreaterThan(20)
    for (const line of lines)
      expect(line.slice(-2)).toEqual([
        ...['Inside the safeguarding hub only', '0b5e1f1e-7a54-4b8a-9c57-2f0f4f0b7c11'],
      ])
  })

  it('says what it lacks and who answered before what happened', async () => {
    const { lines } = await table({ rows: [row()], missing: [notAnswered] })
    const kinds = [...new Set(lines.map(([, kind]) => kind))]
    expect(kinds).toEqual([
      ...['About this document', 'Incomplete', 'Who answered', 'Police call or incident'],
    ])
    expect(lines.map(([, , , , , what]) => what)).toEqual(
      expect.arrayContaining([
        ...['This document is incomplete', 'Northshire Ambulance: no answer. Records may exist.'],
      ]),
    )
  })

  it('does not say that it is incomplete when every agency gave all it holds', async () => {
    const { lines } = await table({})
    expect(lines.filter(([, kind]) => kind === 'Incomplete')).toEqual([])
  })

  it.each(['UNAVAILABLE', 'WITHHELD', 'PARTIAL', 'NOT_ASKED', 'NEVER_HEARD_OF'])(
    'is incomplete when the hub says %s of an agency, whatever the chronology says of itself',
    async (status) => {
      const { lines } = await table({ statuses: { 'harrowmere-gp': status } })
      const gaps = lines.filter(([, kind]) => kind === 'Incomplete').map((line) => line[5])
      expect(gaps).toEqual([
        'This document is incomplete',
        expect.stringMatching(/^Harrowmere Surgery: /),
      ])
    },
  )

  it('is incomplete when there were more rows than it has', async () => {
    const { lines } = await table({ total: 5 })
    expect(lines.map((line) => line[5])).toContain(
      '4 rows older than the first one here: choose a shorter period.',
    )
  })

  it('tells it as it happened, each row with its source; a silence is a row', async () => {
    const late = row({ isRecordedLate: true, recordedAfterDays: 12, occurredAt: '2025-08' })
    const undated = row({ occurredAt: null, sentence: 'Undated.' })
    const { lines } = await table({ rows: [undated, row(), silence, late] })
    const rows = lines.filter(([number]) => number !== '')
    expect(rows.map((line) => line[2])).toEqual([
      ...['', '2025-08', '2025-07-20', '2025-08-30T21:25:00.000Z'],
    ])
    expect(rows[1]?.[6]).toBe('Written down late: 12 days after.')
    expect(rows[2]).toEqual(
      expect.arrayContaining(['Gap', '2025-08-15', 'Northshire Adult Care, record NAC-0007']),
    )
    for (const line of rows) expect(line[8]).toMatch(/, record /)
  })

  it('takes what several agencies told apart', async () => {
    const parts = ['northshire-police', 'northshire-ambulance'].map((agency) => ({
      ...{ agency, recordId: `${agency}-1`, sentence: `As ${agency} tells it.` },
    }))
    const merged = { parts, agencies: ['northshire-ambulance', 'northshire-police'] }
    const { lines } = await table({ rows: [row(merged)] })
    expect(lines.at(-1)?.[6]).toBe(
      'Northshire Police: As northshire-police tells it.; Northshire Ambulance: As northshire-ambulance tells it.',
    )
  })

  it('gives a spreadsheet no formula, and no text room without end', async () => {
    const { lines } = await table({
      rows: [row({ sentence: `=HYPERLINK("x")\u202e\u0007${'y'.repeat(9000)}` })],
    })
    const what = lines.at(-1)?.[5] ?? ''
    expect(what.startsWith("'=HYPERLINK")).toBe(true)
    // eslint-disable-next-line no-control-regex
    expect(what).not.toMatch(/[\u0000-\u001f\u202e]/)
    expect(what.length).toBeLessThan(510)
  })
})

describe('a document without names', () => {
  it('has nobody’s name, number, address or record in it, and asks for none', async () => {
    const { html, lines } = await table({ rows: [row(), silence] }, { names: 'initials' })
    expect(html).not.toMatch(/Ashdown|Victor|1957|906700000011|NP-INC|NAC-0007|MASH-0001|Penrose/)
    expect(html).not.toContain(id)
    expect(asked[0]?.query).not.toMatch(/names|dateOfBirth/)
    expect(lines.at(-1)?.[7]).toMatch(/^Property [B-Z]{3}$/)
    expect(lines.at(-1)?.[8]).toMatch(/^Northshire Police, record [B-Z]{3}$/)
  })

  it('is what comes when the form does not say which', async () => {
    const { html } = await table({}, { names: '' })
    expect(html).not.toContain('Ashdown')
  })
})

describe('nobody', () => {
  it('has one page, whether unknown or not to be known', async () => {
    const askHub = hubWith(() => ({ data: { found: null } }))
    open = await Workspace.start({ askHub })
    await open.begin()
    const unnamed = (html: string) => html.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '')
    const page = await open.get('/people/nobody')
    for (const where of [path, `/people/${'0'.repeat(32)}/document`, '/people/nobody/document']) {
      const { status, html } = await open.post(where, { format: 'pdf' })
      expect(status).toBe(404)
      expect(unnamed(html)).toBe(unnamed(page.html))
    }
  })

  it('gets a document when the chronology cannot be told', async () => {
    const workspace = await begin({})
    asked.length = 0
    const refused = () => {
      throw new HubRefusal(
        {
          ...{ message: '', code: 'LOG_UNAVAILABLE', reason: null, agency: null },
          ...{ path: [], retryAfterSeconds: null },
        },
        'r',
      )
    }
    await workspace.stop()
    const other = await begin(refused)
    const { status, html } = await other.post(path, { format: 'pdf' })
    expect(status).toBe(503)
    expect(html).toContain('Nothing can be shown at the moment')
  })
})
