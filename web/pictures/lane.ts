import type { CoverageState } from '../words/coverage-words'
import type { MarkGroup } from '../words/event-words'
import { drawGlyph } from './glyphs'
import { at, drawBox, drawLine, drawText, fitText, ink, measure, titled } from './svg'
import type { TimeAxis, TimeScale } from './time-axis'

/** An event as the picture draws it. */
export interface DrawnEvent {
  readonly at: number
  readonly group: MarkGroup
  readonly isHighHarm: boolean
  readonly title: string
}

/** Something that goes on for a time. */
export interface DrawnSpan {
  readonly from: number
  /** Null: it goes on. */
  readonly to: number | null
  readonly label: string
  readonly title: string
  /** A time in which a case was open and nothing was written down. */
  readonly isSilence: boolean
}

/** One agency's row. */
export interface Lane {
  readonly name: string
  readonly state: CoverageState
  readonly note: string
  readonly events: readonly DrawnEvent[]
  readonly spans: readonly DrawnSpan[]
}

/** A lane whose marks know their place: none hides another. */
export interface PlacedLane {
  readonly lane: Lane
  readonly events: readonly {
    readonly event: DrawnEvent
    readonly x: number
    readonly row: number
  }[]
  readonly spans: readonly { readonly span: DrawnSpan; readonly row: number }[]
  readonly eventRows: number
  readonly spanRows: number
}

/** Where a lane is drawn, and in what picture. */
export interface LanePlace {
  readonly y: number
  readonly height: number
  readonly placed: PlacedLane
}

interface Around {
  readonly id: string
  readonly left: number
  readonly width: number
  readonly axis: TimeAxis
  readonly place: TimeScale
}

const radius = 5.6
const step = 14.5
const spanStep = 22
/** Empty and dashed: it is a time without anything. */
const silenceLook = `fill="#fff" stroke="${ink.text}" stroke-width="1.5" stroke-dasharray="4 3"`

const gaps: Partial<Record<CoverageState, string>> = {
  withheld: 'Withheld. Records may exist.',
  silent: 'Did not answer. Records may exist.',
  late: 'Not answered yet. Records may exist.',
  'not-asked': 'Not asked. Records may exist.',
  'no-record': 'Answered: no record',
}

/** Puts marks that would touch above one another, and what overlaps in time in rows. */
export function placeLane(lane: Lane, place: TimeScale): PlacedLane {
  const ends: number[] = []
  const events = [...lane.events]
    .toSorted((one, other) => one.at - other.at)
    .map((event) => {
      const x = place(event.at)
      const row = freeRow(ends, x - 2 * radius - 2.5)
      ends[row] = x
      return { event, x, row }
    })
  const until: number[] = []
  const spans = [...lane.spans]
    .toSorted((one, other) => one.from - other.from)
    .map((span) => {
      const row = freeRow(until, span.from)
      until[row] = span.to ?? Number.POSITIVE_INFINITY
      return { span, row }
    })
  return { lane, events, spans, eventRows: ends.length, spanRows: until.length }
}

function freeRow(ends: readonly number[], start: number): number {
  const row = ends.findIndex((end) => end <= start)
  return row < 0 ? ends.length : row
}

export function laneHeight({ lane, eventRows, spanRows }: PlacedLane): number {
  if (lane.state === 'no-record') return 28
  if (gaps[lane.state] !== undefined) return 38
  if (eventRows + spanRows === 0) return 28
  const events = eventRows === 0 ? 4 : eventRows * step + 9
  return Math.max(50, 10 + spanRows * spanStep + events)
}

export function drawLane(row: LanePlace, around: Around): string {
  const { y, height, placed } = row
  const { lane } = placed
  const hasGap = gaps[lane.state] !== undefined || height < 50
  const middle = y + height / 2
  const { left, width } = around
  const name = { isBold: lane.state !== 'no-record', anchor: 'end' as const }
  return [
    hasGap ? drawGap(row, around) : drawMarks(row, around),
    drawText(left - 12, middle + (hasGap ? 5 : -1), fitText(lane.name, left - 14, name), name),
    hasGap
      ? ''
      : drawText(left - 12, middle + 17, lane.note, { size: 13, fill: ink.muted, anchor: 'end' }),
    drawLine([0, y + height], [width, y + height]),
  ].join('')
}

/** An empty row would look like "nothing happened": a gap is hatched and says what it is. */
function drawGap({ y, height, placed }: LanePlace, { id, left, width }: Around): string {
  const { state, note } = placed.lane
  const words = gaps[state] ?? `Answered: ${note}`
  const area = { x: left, y: y + 1, width: width - left, height: height - 1 }
  const middle = y + height / 2
  if (state === 'no-record' || gaps[state] === undefined)
    return (
      drawBox(area, { fill: ink.faint }) +
      drawText(left + 16, middle + 5, words, { fill: ink.muted })
    )
  const isWithheld = state === 'withheld'
  const fill = isWithheld ? ink.withheldText : ink.text
  const label = { x: left + 8, y: middle - 13, width: measure(words, 14, true) + 24, height: 26 }
  return [
    drawBox(area, { fill: `url(#${id}-${isWithheld ? 'withheld' : 'silent'})` }),
    drawBox(label, { fill: '#fff', stroke: isWithheld ? ink.withheld : ink.mid }),
    drawText(left + 20, middle + 5, words, { isBold: true, fill }),
  ].join('')
}

function drawMarks({ y, height, placed }: LanePlace, around: Around): string {
  const spans = placed.spans.map(({ span, row }) =>
    titled(span.title, drawSpan(span, y + 7 + row * spanStep, around)),
  )
  const floor = y + height - 8 - radius
  const events = placed.events.map(({ event, x, row }) => {
    const { group, isHighHarm, title } = event
    return titled(title, drawGlyph(group, { x, y: floor - row * step, radius, isHighHarm }))
  })
  return [...spans, ...events].join('')
}

function drawSpan(span: DrawnSpan, y: number, { axis, place }: Around): string {
  const { from, to, label, isSilence } = span
  const x = Math.max(place(from), axis.left)
  const isOpen = to === null || to > axis.to
  const end = Math.max(isOpen ? axis.right - 6 : place(to), x + 3)
  const tip = isOpen ? 'l7 9l-7 9' : 'v18'
  const look = isSilence ? silenceLook : `fill="${ink.span}" stroke="${ink.spanEdge}"`
  const shape = `<path d="M${at(x)} ${at(y)}H${at(end)}${tip}H${at(x)}Z" ${look}/>`
  const words = fitText(label, end - x - 12, { size: 13 })
  return words.length < 4
    ? shape
    : shape +
        drawText(x + 7, y + 13.5, words, { size: 13, fill: isSilence ? ink.text : ink.spanText })
}

/** What stands for a silence in the legend. */
export function drawSilence({ x, y }: { readonly x: number; readonly y: number }): string {
  return `<path d="M${at(x)} ${at(y)}h26v16h-26Z" ${silenceLook}/>`
}
