import type { ChronologyDocument, DocumentRow } from '../chronology-document'
import { whenText } from '../chronology-document'
import type { FontFiles } from './fonts'
import type { Column, TableRow } from './table'
import { drawTable } from './table'
import type { Style, Tag, TextBlock } from './tagged-pdf'
import { contentWidth, heightOf, page, TaggedPdf } from './tagged-pdf'
import { drawTimeline, timelineOf } from './timeline'

const title = 'Chronology'
const body: Style = { weight: 'regular', size: 10 }
const small: Style = { weight: 'regular', size: 8 }
const smallBold: Style = { weight: 'bold', size: 8 }
const styles = {
  H1: { weight: 'bold', size: 20 },
  H2: { weight: 'bold', size: 13 },
  P: body,
} as const satisfies Partial<Record<Tag, Style>>

const coverageColumns: readonly Column[] = [
  { heading: 'Agency', share: 3, namesRow: true },
  { heading: 'Answer', share: 1.5 },
  { heading: 'Why', share: 3 },
  { heading: 'What may be done with it', share: 3 },
]
const rowColumns: readonly Column[] = [
  { heading: 'No.', share: 0.8, namesRow: true },
  { heading: 'When', share: 2.4 },
  { heading: 'What', share: 4.6 },
  { heading: 'Source', share: 3.4 },
]

/**
 * A chronology as a PDF, tagged so that it can be read aloud. The same document gives the same bytes.
 * What it lacks stands before what it holds; mark, reference and number stand on every page.
 */
export async function documentPdf(document: ChronologyDocument, fonts: FontFiles): Promise<Buffer> {
  const { asAt, facts, gaps, coverage, rows } = document
  const pdf = new TaggedPdf(fonts, { title, madeAt: Date.parse(asAt) })
  put(pdf, 'H1', title)
  put(pdf, 'P', `Handling: ${document.mark}`)
  putList(
    pdf,
    facts.map(([name, value]) => `${name}: ${value}`),
  )
  put(pdf, 'H2', gaps.length > 0 ? 'This document is incomplete' : 'What is missing')
  if (gaps.length > 0) putList(pdf, gaps)
  else put(pdf, 'P', 'Every agency that holds records gave all of them.')
  put(pdf, 'H2', 'Who answered')
  await drawTable(
    pdf,
    coverageColumns,
    coverage.map(({ agency, answer, why, handling }) => ({
      cells: [[agency], [answer], [why], [handling]],
    })),
  )
  put(pdf, 'H2', 'What happened')
  const timeline = timelineOf(rows)
  if (timeline) drawTimeline(pdf, timeline)
  if (rows.length > 0) await drawTable(pdf, rowColumns, rows.map(tableRow))
  else put(pdf, 'P', 'Nothing in what was shown.')
  return pdf.finish((number, count) => {
    drawFrame(pdf, document, `Page ${number} of ${count}`)
  })
}

function tableRow(row: DocumentRow): TableRow {
  const { number, isSilence, what, remarks, place, sources, rule } = row
  return {
    isMarked: isSilence,
    cells: [
      [String(number)],
      [whenText(row)],
      [isSilence ? `Gap. ${what}` : what, ...remarks, ...(place === '' ? [] : [place])],
      [...sources, ...(rule === '' ? [] : [`Worked out by the rule ${rule}`])],
    ],
  }
}

function put(pdf: TaggedPdf, tag: keyof typeof styles, text: string): void {
  const style = styles[tag]
  const block = blockOf(pdf, text, style)
  const height = heightOf(block.lines, style)
  const [above, below] = tag === 'P' ? [0, 6] : [8, 4]
  // A heading stays with what follows it.
  pdf.makeRoom(above + height + (tag === 'P' ? 0 : 60))
  pdf.y += above
  pdf.put(tag, pdf.root, [{ ...block, y: pdf.y }])
  pdf.y += height + below
}

function putList(pdf: TaggedPdf, items: readonly string[]): void {
  const list = pdf.open('L', pdf.root)
  for (const text of items) {
    const block = blockOf(pdf, `• ${text}`, body)
    const height = heightOf(block.lines, body)
    pdf.makeRoom(height)
    const item = pdf.open('LI', list)
    pdf.put('LBody', item, [{ ...block, y: pdf.y }])
    item.end()
    pdf.y += height + 2
  }
  list.end()
  pdf.y += 6
}

function blockOf(pdf: TaggedPdf, text: string, style: Style): Omit<TextBlock, 'y'> {
  return { lines: pdf.wrap(text, contentWidth, style), style, x: page.margin }
}

/** What stands on every page. */
function drawFrame(pdf: TaggedPdf, { mark, reference }: ChronologyDocument, number: string): void {
  const line = (text: string, style: Style, y: number) => {
    const lines = pdf.wrap(text, contentWidth, style).slice(0, 1)
    pdf.drawText({ lines, style, x: page.margin, y })
  }
  line(`Handling: ${mark}`, smallBold, 36)
  line(title, small, 48)
  line(`Log reference: ${reference}`, small, page.height - 48)
  line(number, smallBold, page.height - 36)
}
