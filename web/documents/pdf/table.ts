import type { Element, Style, TaggedPdf, TextBlock } from './tagged-pdf'
import { contentWidth, heightOf, page } from './tagged-pdf'
import { clampLines } from './wrap'

/** A column: its heading, and its share of the width. */
export interface Column {
  readonly heading: string
  readonly share: number
  /** Its cells name their row. */
  readonly namesRow?: boolean
}

/** A row of texts: for each column its paragraphs. */
export interface TableRow {
  readonly cells: readonly (readonly string[])[]
  /** Stands out: darker, beside what it says in words. */
  readonly isMarked?: boolean
}

const text: Style = { weight: 'regular', size: 9 }
const bold: Style = { weight: 'bold', size: 9 }
const padding = 4
const mostLines = 44
/** After so many rows other requests get their turn. */
const rowsInOneGo = 25
const colours = { rule: '#b1b4b6', marked: '#e8e8e8', heading: '#f3f2f1' } as const

/** Draws a table; on each further page its headings stand again, and are not read aloud again. */
export async function drawTable(
  pdf: TaggedPdf,
  columns: readonly Column[],
  rows: readonly TableRow[],
): Promise<void> {
  const table = pdf.open('Table', pdf.root)
  drawHeadings(pdf, columns, table)
  for (const [index, row] of rows.entries()) {
    drawRow(pdf, columns, { row, table })
    if (index % rowsInOneGo === rowsInOneGo - 1) await new Promise(setImmediate)
  }
  table.end()
}

/** @param table null: they stand again, on a further page */
function drawHeadings(pdf: TaggedPdf, columns: readonly Column[], table: Element | null): void {
  const cells = columns.map(({ heading }) => [heading])
  const { height, blocksAt } = layOut(pdf, columns, cells, () => bold)
  // Headings with no row below them would say nothing.
  if (table) pdf.makeRoom(height * 3)
  const blocks = blocksAt(pdf.y)
  pdf.putArtifact(() => {
    pdf.drawBox([page.margin, pdf.y], [contentWidth, height], colours.heading)
    if (!table) for (const block of blocks) pdf.drawText(block)
  })
  if (table) {
    const row = pdf.open('TR', table)
    for (const block of blocks) pdf.put('TH', row, [block], 'Column')
    row.end()
  }
  pdf.y += height
}

function drawRow(
  pdf: TaggedPdf,
  columns: readonly Column[],
  { row, table }: { readonly row: TableRow; readonly table: Element },
): void {
  const { height, blocksAt } = layOut(pdf, columns, row.cells, ({ namesRow }) =>
    namesRow ? bold : text,
  )
  if (pdf.makeRoom(height)) drawHeadings(pdf, columns, null)
  const top = pdf.y
  pdf.putArtifact(() => {
    if (row.isMarked) pdf.drawBox([page.margin, top], [contentWidth, height], colours.marked)
    pdf.drawBox([page.margin, top + height - 0.5], [contentWidth, 0.5], colours.rule)
  })
  const element = pdf.open('TR', table)
  blocksAt(top).forEach((block, index) => {
    if (columns[index]?.namesRow) pdf.put('TH', element, [block], 'Row')
    else pdf.put('TD', element, [block])
  })
  element.end()
  pdf.y += height
}

interface LaidOut {
  readonly height: number
  /** The cells' texts, for a row that begins so far from the top of the page. */
  readonly blocksAt: (top: number) => readonly TextBlock[]
}

function layOut(
  pdf: TaggedPdf,
  columns: readonly Column[],
  cells: TableRow['cells'],
  styleOf: (column: Column) => Style,
): LaidOut {
  const all = columns.reduce((sum, { share }) => sum + share, 0)
  let x = page.margin
  const laid = columns.map((column, index) => {
    const width = (contentWidth * column.share) / all
    const style = styleOf(column)
    const paragraphs = cells[index] ?? []
    const lines = paragraphs.flatMap((one) => pdf.wrap(one, width - 2 * padding, style))
    const cell = { x: x + padding, style, lines: clampLines(lines, mostLines) }
    x += width
    return cell
  })
  const height = Math.max(...laid.map(({ lines, style }) => heightOf(lines, style))) + 2 * padding
  return {
    height,
    blocksAt: (top) => laid.map((cell) => ({ ...cell, y: top + padding })),
  }
}
