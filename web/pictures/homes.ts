import { at, drawBox, drawLine, drawPicture, drawText, fitText, ink, measure, titled } from './svg'
import type { TimeAxis, TimeScale } from './time-axis'
import { drawTimeAxis, timeScale } from './time-axis'

/** A time that somebody was at an address. */
export interface DrawnStay {
  readonly from: number
  /** Null: it goes on. */
  readonly to: number | null
  readonly title: string
  /** What stands in the bar, as far as there is room. */
  readonly label: string
}

/** One person at one address. */
export interface HomeRow {
  readonly name: string
  /** The person of the page: the others are drawn by the time that they were there together. */
  readonly isSubject: boolean
  readonly stays: readonly DrawnStay[]
}

/** Who was where in the same time. */
export interface DrawnHomes {
  readonly addresses: readonly { readonly uprn: string; readonly rows: readonly HomeRow[] }[]
  /** Times in which agencies say different addresses. */
  readonly conflicts: readonly DrawnStay[]
  readonly from: number
  readonly now: number
  readonly description: string
}

const width = 1240
const left = 232
const right = 14
const top = 40
const step = 26
const bar = 18

/** Bars for each person over time, address by address; where two overlap, a thick line says so. */
export function drawHomes({ addresses, conflicts, from, now, description }: DrawnHomes): string {
  const to = now + (now - from) * 0.02
  const axis: TimeAxis = { from, to, left: left + 8, right: width - right - 8 }
  const frame = { axis, place: timeScale(axis) }
  let y = top + 8
  const drawn: string[] = []
  for (const { uprn, rows } of addresses) {
    drawn.push(drawText(left + 8, y + 16, `Property ${uprn}`, { isBold: true }))
    y += 24
    for (const row of rows) {
      const { drawing, height } = drawRow(row, y, frame)
      drawn.push(drawing)
      y += height
    }
    drawn.push(drawLine([0, y + 4], [width, y + 4]))
    y += 8
  }
  if (conflicts.length > 0) {
    drawn.push(drawConflicts(conflicts, y, frame))
    y += 36
  }
  const drawing = [
    drawTimeAxis(axis, { top, bottom: y }),
    drawLine([0, top], [width, top], { stroke: ink.text }),
    ...drawn,
    drawLegend(y + 24, conflicts.length > 0),
  ].join('')
  const title = 'Addresses over time, and who was there in the same time'
  return drawPicture({ id: 'homes', width, height: y + 40, title, description, drawing })
}

interface Frame {
  readonly axis: TimeAxis
  readonly place: TimeScale
}

/** What several agencies say of the same time stands in lines below one another. */
function drawRow(row: HomeRow, y: number, frame: Frame) {
  const ends: number[] = []
  const bars = [...row.stays]
    .toSorted((one, other) => one.from - other.from)
    .map((stay) => {
      const free = ends.findIndex((end) => end <= stay.from)
      const line = free < 0 ? ends.length : free
      ends[line] = stay.to ?? Number.POSITIVE_INFINITY
      return titled(stay.title, drawStay(stay, row, { y: y + 3 + line * step, ...frame }))
    })
  const name = { isBold: row.isSubject, anchor: 'end' as const }
  const label = fitText(row.name, left - 14, name)
  return {
    drawing: drawText(left - 12, y + 17, label, name) + bars.join(''),
    height: Math.max(1, ends.length) * step + 4,
  }
}

function drawStay(
  { from, to, label }: DrawnStay,
  { isSubject }: HomeRow,
  { y, axis, place }: Frame & { readonly y: number },
): string {
  const x = Math.max(place(from), axis.left)
  const isOpen = to === null || to > axis.to
  const end = Math.max(isOpen ? axis.right - 6 : place(to), x + 4)
  const tip = isOpen ? `l7 ${bar / 2}l-7 ${bar / 2}` : `v${bar}`
  const [fill, stroke] = isSubject ? [ink.span, ink.spanEdge] : [ink.other, ink.otherEdge]
  const shape = `<path d="M${at(x)} ${at(y)}H${at(end)}${tip}H${at(x)}Z" fill="${fill}" stroke="${stroke}"/>`
  const words = fitText(label, end - x - 14, { size: 13 })
  const fillOfText = isSubject ? ink.spanText : ink.otherText
  const text =
    words.length < 4 ? '' : drawText(x + 7, y + 13, words, { size: 13, fill: fillOfText })
  return shape + text + (isSubject ? '' : drawTogether({ x, y: y + bar, width: end - x }))
}

function drawTogether(place: { readonly x: number; readonly y: number; readonly width: number }) {
  return drawBox({ ...place, height: 4 }, { fill: ink.text })
}

function drawConflicts(conflicts: readonly DrawnStay[], y: number, { axis, place }: Frame): string {
  const boxes = conflicts.map(({ from, to, title }) => {
    const x = Math.max(place(from), axis.left)
    const end = Math.max(to === null ? axis.right : Math.min(place(to), axis.right), x + 4)
    return titled(title, conflictBox(x, y + 4, end - x))
  })
  const name = drawText(left - 12, y + 20, 'Two addresses at once', { anchor: 'end' })
  return name + boxes.join('')
}

function conflictBox(x: number, y: number, boxWidth: number): string {
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(boxWidth)}" height="22" fill="none" stroke="${ink.text}" stroke-width="2" stroke-dasharray="4 3"/>`
}

function drawLegend(y: number, hasConflicts: boolean): string {
  const own = 'This person there, as one agency has it'
  const others = 'Somebody else there in the same time'
  const second = left + 42 + measure(own) + 22
  const third = second + 34 + measure(others) + 22
  const box = { width: 26, height: 12 }
  return [
    drawBox({ x: left + 8, y: y - 12, ...box }, { fill: ink.span, stroke: ink.spanEdge }),
    drawText(left + 42, y, own),
    drawBox({ x: second, y: y - 13, ...box }, { fill: ink.other, stroke: ink.otherEdge }),
    drawTogether({ x: second, y: y - 1, width: 26 }),
    drawText(second + 34, y, others),
    hasConflicts ? conflictLegend(third, y) : '',
  ].join('')
}

function conflictLegend(x: number, y: number): string {
  return `<rect x="${at(x)}" y="${y - 13}" width="26" height="14" fill="none" stroke="${ink.text}" stroke-width="2" stroke-dasharray="4 3"/>${drawText(x + 34, y, 'Agencies say two addresses')}`
}
