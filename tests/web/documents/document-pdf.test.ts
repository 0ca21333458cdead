import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { ChronologyDocument, DocumentRow } from '../../../web/documents/chronology-document'
import { documentPdf } from '../../../web/documents/pdf/document-pdf'
import { readFonts } from '../../../web/documents/pdf/fonts'
import { readMoment } from '../../../web/words/dates'
import { hasPoppler } from '../browser/find-poppler'

const fonts = readFonts()

function rowOf(fields: Partial<DocumentRow> = {}): DocumentRow {
  return {
    ...{ number: 1, kind: 'Police call or incident', isSilence: false, until: null, rule: '' },
    from: readMoment('2025-08-30T21:25:00.000Z'),
    what: 'Call to the police.',
    remarks: [],
    place: 'Property 906700000011 (UPRN)',
    agencies: ['Northshire Police'],
    sources: ['Northshire Police, record NP-INC-0011'],
    ...fields,
  }
}

function documentOf(fields: Partial<ChronologyDocument> = {}): ChronologyDocument {
  return {
    mark: 'Inside the safeguarding hub only',
    reference: '0b5e1f1e-7a54-4b8a-9c57-2f0f4f0b7c11',
    asAt: '2026-11-01T10:00:00.000Z',
    facts: [['Person', 'Victor Ashdown']],
    gaps: ['Northshire Ambulance: no answer. Records may exist.'],
    coverage: [
      { agency: 'Northshire Police', answer: 'Answered', why: '', handling: 'Do not pass on' },
      { agency: 'Northshire Ambulance', answer: 'No answer', why: 'Took too long', handling: '' },
    ],
    rows: [rowOf()],
    ...fields,
  }
}

const manyRows = (count: number, fields: Partial<DocumentRow> = {}) =>
  Array.from({ length: count }, (_, index) => rowOf({ number: index + 1, ...fields }))

describe('a chronology as PDF', () => {
  it('is the same bytes for the same document', async () => {
    const document = documentOf({ rows: manyRows(60) })
    const [one, other] = [await documentPdf(document, fonts), await documentPdf(document, fonts)]
    expect(one.equals(other)).toBe(true)
    const later = await documentPdf({ ...document, reference: 'another' }, fonts)
    expect(later.equals(one)).toBe(false)
  })

  it('names nobody outside its pages', async () => {
    const bytes = (await documentPdf(documentOf(), fonts)).toString('latin1')
    expect(bytes).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(bytes).not.toMatch(/Ashdown|NP-INC|0b5e1f1e/)
  })

  it('has room for 1,000 rows of the longest texts', async () => {
    const what = 'A long sentence of an agency about what happened there. '.repeat(9)
    const remarks = Array.from({ length: 15 }, (_, index) => `Agency ${index}: ${'x'.repeat(200)}`)
    const rows = manyRows(1000, { what, remarks })
    const bytes = await documentPdf(documentOf({ rows }), fonts)
    expect(bytes.length).toBeLessThan(12_000_000)
  })
})

const describeWithPoppler = hasPoppler() ? describe : describe.skip

describeWithPoppler('the structure of the PDF, as poppler reads it', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-pdf-'))
  })

  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  /** What a tool says of a document. It complains of nothing. */
  async function look(document: ChronologyDocument, tool: string, ...options: string[]) {
    const file = path.join(folder, 'document.pdf')
    writeFileSync(file, await documentPdf(document, fonts))
    const after = tool === 'pdftotext' ? ['-'] : []
    const { stdout, stderr } = spawnSync(tool, [...options, file, ...after], { encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout
  }

  it('is tagged, with a title and pages', async () => {
    const says = await look(documentOf(), 'pdfinfo')
    expect(says).toMatch(/Tagged:\s+yes/)
    expect(says).toMatch(/Title:\s+Chronology\n/)
    expect(says).toMatch(/Pages:\s+1\n/)
    expect(says).toMatch(/JavaScript:\s+no/)
  })

  it('has headings, lists and tables whose headings say what they are of', async () => {
    const tree = await look(documentOf(), 'pdfinfo', '-struct')
    const tags = tree.split('\n').map((line) => line.trim().split(/[\s:"]/)[0])
    expect(tags.filter((tag) => tag === 'H1')).toHaveLength(1)
    expect(tags.filter((tag) => tag === 'H2')).toHaveLength(3)
    expect(tags.filter((tag) => tag === 'Table')).toHaveLength(2)
    expect(tags.filter((tag) => tag === 'TR')).toHaveLength(5)
    expect(tags.filter((tag) => tag === 'TH')).toHaveLength(11)
    expect(tree).toMatch(/Scope \(Column|Scope: Column|\/Scope +\/?Column/)
    expect(tree).toMatch(/Document/)
    expect(tree).toMatch(/LBody/)
  })

  it('has its timeline as a figure with words for it, and only where there is a date', async () => {
    const gap = { isSilence: true, until: readMoment('2025-10-01') }
    const rows = [rowOf(), rowOf({ number: 2, ...gap }), rowOf({ number: 3, from: null })]
    const tree = await look(documentOf({ rows }), 'pdfinfo', '-struct')
    const figures = tree.split('\n').filter((line) => line.trim().startsWith('Figure'))
    expect(figures).toHaveLength(1)
    const bytes = (await documentPdf(documentOf({ rows }), fonts)).toString('latin1')
    expect(bytes).toContain('/Alt (Timeline of 2 rows from 30 August 2025')
    expect(bytes).toContain('Northshire Police 2. 1 gap among them. 1 row has no date.')
    const without = await look(documentOf({ rows: [rowOf({ from: null })] }), 'pdfinfo', '-struct')
    expect(without).not.toContain('Figure')
  })

  it('is read aloud with its gaps before its rows, each text once', async () => {
    const says = await look(documentOf({ rows: manyRows(80) }), 'pdfinfo', '-struct-text')
    const at = (text: string) => says.indexOf(text)
    expect(at('This document is incomplete')).toBeGreaterThan(-1)
    expect(at('This document is incomplete')).toBeLessThan(at('Who answered'))
    expect(at('Who answered')).toBeLessThan(at('What happened'))
    expect(says.split('Source')).toHaveLength(2)
    expect(says).not.toContain('Page 1 of')
  })

  it('has mark, reference and number on each page, and the headings of its table', async () => {
    const document = documentOf({ rows: manyRows(120) })
    const pages = (await look(document, 'pdftotext', '-layout')).split('\f').filter(Boolean)
    expect(pages.length).toBeGreaterThan(3)
    pages.forEach((text, index) => {
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`)
      expect(text).toContain('Handling: Inside the safeguarding hub only')
      expect(text).toContain('Log reference: 0b5e1f1e-7a54-4b8a-9c57-2f0f4f0b7c11')
      expect(text).toMatch(/No\.\s+When\s+What\s+Source/)
    })
    for (const { number } of document.rows)
      expect(pages.join('\n')).toMatch(new RegExp(`\\b${number}\\b`))
  })

  it('tells a silence in words', async () => {
    const gap = rowOf({ isSilence: true, what: 'No entry for 26 days while a case was open.' })
    expect(await look(documentOf({ rows: [gap] }), 'pdftotext')).toContain('Gap. No entry for 26')
  })

  it('embeds its typefaces', async () => {
    const lines = (await look(documentOf(), 'pdffonts')).trim().split('\n').slice(2)
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatch(/Identity-H\s+yes yes yes/)
  })

  it('loses no letter: what the typeface has no shape for is told by its number', async () => {
    const rows = [rowOf({ what: 'Łukasz Ďurčo, Γιώργος, Ирина, 名前 😀' })]
    const says = await look(documentOf({ rows }), 'pdftotext', '-raw')
    expect(says.replaceAll(/\s+/g, ' ')).toContain(
      'Łukasz Ďurčo, Γιώργος, Ирина, [U+540D][U+524D] [U+1F600]',
    )
  })

  it('breaks a word that no column can hold', async () => {
    const rows = [rowOf({ what: 'ж'.repeat(500) })]
    const says = await look(documentOf({ rows }), 'pdftotext', '-raw')
    expect(says.match(/ж/g)).toHaveLength(500)
  })
})
