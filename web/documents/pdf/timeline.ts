import { utcMonth, utcYear } from 'd3-time'

import type { TimeScale } from '../../pictures/time-axis'
import { timeScale } from '../../pictures/time-axis'
import { counted } from '../../words/text'
import type { DocumentRow } from '../chronology-document'
import type { Style, TaggedPdf } from './tagged-pdf'
import { contentWidth, page } from './tagged-pdf'

/** A row that has a date, and where it ends. */
interface DatedRow {
  readonly row: DocumentRow
  readonly from: number
  readonly to: number
}

/** What is drawn: a lane for each agency, from the first moment to the last. */
export interface Timeline {
  readonly lanes: readonly string[]
  readonly rows: readonly DatedRow[]
  readonly from: number
  readonly to: number
  /** Rows that have no date: they are in the table alone. */
  readonly undated: number
}

const label: Style = { weight: 'regular', size: 8 }
const strong: Style = { weight: 'bold', size: 8 }
const shape = { lane: 15, axis: 16, legend: 18, names: 132 } as const
const colours = { line: '#b1b4b6', ink: '#0b0c0c', gap: '#ffffff' } as const
const dayMs = 86_400_000
/** More agencies have no room on a page. */
const mostLanes = 36
const mostTicks = 12

/** The rows of a document on a line of time; null: none of them has a date. */
export function timelineOf(rows: readonly DocumentRow[]): Timeline | null {
  const dated = rows.flatMap((row) => {
    const { from, until } = row
    return from ? [{ row, from: from.startsAt, to: until?.startsAt ?? from.startsAt }] : []
  })
  if (dated.length === 0) return null
  const lanes = [...new Set(dated.flatMap(({ row }) => row.agencies))].slice(0, mostLanes)
  const from = dated.reduce((least, one) => Math.min(least, one.from), Number.POSITIVE_INFINITY)
  const to = dated.reduce((most, one) => Math.max(most, one.to), Number.NEGATIVE_INFINITY)
  // A day on each side, so that what is first or last does not stand on the edge.
  return {
    lanes,
    rows: dated,
    from: from - dayMs,
    to: to + dayMs,
    undated: rows.length - dated.length,
  }
}

/** What the picture shows, for whoever has it read aloud. */
export function timelineWords({ lanes, rows, undated }: Timeline): string {
  const first = rows.reduce((one, other) => (other.from < one.from ? other : one))
  const last = rows.reduce((one, other) => (other.to > one.to ? other : one))
  const gaps = rows.filter(({ row }) => row.isSilence).length
  const counts = lanes.map((lane) => `${lane} ${rows.filter((one) => isIn(one, lane)).length}`)
  const span = `from ${first.row.from?.text ?? ''} to ${(last.row.until ?? last.row.from)?.text ?? ''}`
  return [
    `Timeline of ${counted(rows.length, 'row')} ${span}, a lane for each agency: ${counts.join(', ')}.`,
    ...(gaps > 0 ? [`${counted(gaps, 'gap')} among them.`] : []),
    ...(undated > 0 ? [`${counted(undated, 'row has', 'rows have')} no date.`] : []),
    'Each is in the table that follows.',
  ].join(' ')
}

function isIn({ row }: DatedRow, lane: string): boolean {
  return row.agencies.includes(lane)
}

/** Draws it as one figure, which is not broken over pages. */
export function drawTimeline(pdf: TaggedPdf, timeline: Timeline): void {
  const { lanes, from, to } = timeline
  const height = shape.axis + lanes.length * shape.lane + shape.legend
  pdf.makeRoom(height)
  const [left, right] = [page.margin + shape.names, page.margin + contentWidth]
  const place = timeScale({ from, to, left: left + 4, right: right - 4 })
  const top = pdf.y
  pdf.putFigure(timelineWords(timeline), height, () => {
    drawTicks(pdf, timeline, { place, top, bottom: top + shape.axis + lanes.length * shape.lane })
    for (const [index, lane] of lanes.entries()) {
      const middle = top + shape.axis + (index + 0.5) * shape.lane
      drawName(pdf, lane, middle)
      pdf.drawBox([left, middle - 0.25], [right - left, 0.5], colours.line)
      for (const one of timeline.rows.filter((row) => isIn(row, lane)))
        drawRow(pdf, one, { place, middle })
    }
    drawLegend(pdf, top + height - shape.legend + 10)
  })
  pdf.y += height + 6
}

function drawName(pdf: TaggedPdf, name: string, middle: number): void {
  const lines = pdf.wrap(name, shape.names - 6, label).slice(0, 1)
  pdf.drawText({ lines, style: label, x: page.margin, y: middle - 5 })
}

function drawTicks(
  pdf: TaggedPdf,
  { from, to }: Timeline,
  {
    place,
    top,
    bottom,
  }: { readonly place: TimeScale; readonly top: number; readonly bottom: number },
): void {
  for (const { at, name } of ticksOf(from, to)) {
    const x = place(at)
    pdf.drawBox([x, top + 10], [0.5, bottom - top - 10], colours.line)
    pdf.drawText({ lines: [name], style: strong, x: x + 2, y: top })
  }
}

/** Years, as many as have room; months where it is about less than two years. */
function ticksOf(
  from: number,
  to: number,
): readonly { readonly at: number; readonly name: string }[] {
  const [start, end] = [new Date(from), new Date(to)]
  const years = utcYear.range(start, end)
  if (years.length > 1) {
    const step = Math.ceil(years.length / mostTicks)
    return years
      .filter((_year, index) => index % step === 0)
      .map((year) => ({ at: year.getTime(), name: String(year.getUTCFullYear()) }))
  }
  const months = utcMonth.range(utcMonth.floor(start), end).filter((month) => month >= start)
  const step = Math.ceil(months.length / mostTicks)
  return months
    .filter((_month, index) => index % step === 0)
    .map((month) => ({ at: month.getTime(), name: month.toISOString().slice(0, 7) }))
}

interface LanePlace {
  readonly place: TimeScale
  readonly middle: number
}

function drawRow(pdf: TaggedPdf, { row, from, to }: DatedRow, { place, middle }: LanePlace): void {
  const [start, end] = [place(from), place(to)]
  if (row.isSilence) drawGap(pdf, [start, middle], end - start)
  else {
    if (end > start) pdf.drawBox([start, middle - 1], [end - start, 2], colours.ink)
    pdf.drawDot([start, middle], 2.2, colours.ink)
  }
}

/** White with an edge: it prints, and is told from an event by its shape. */
function drawGap(pdf: TaggedPdf, [x, middle]: readonly [number, number], wide: number): void {
  const width = Math.max(wide, 4)
  pdf.drawBox([x, middle - 4], [width, 8], colours.ink)
  pdf.drawBox([x + 0.8, middle - 3.2], [width - 1.6, 6.4], colours.gap)
}

function drawLegend(pdf: TaggedPdf, middle: number): void {
  const say = (text: string, x: number) => {
    pdf.drawText({ lines: [text], style: label, x, y: middle - 5 })
  }
  const left = page.margin + shape.names
  pdf.drawDot([left + 4, middle], 2.2, colours.ink)
  say('event', left + 10)
  pdf.drawBox([left + 50, middle - 1], [14, 2], colours.ink)
  pdf.drawDot([left + 50, middle], 2.2, colours.ink)
  say('goes on until the end of the line', left + 68)
  drawGap(pdf, [left + 210, middle], 14)
  say('gap: nothing was written down', left + 228)
}
