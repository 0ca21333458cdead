import { eventGroups, isMark } from '../words/event-words'
import { drawGlyph, hatchDefinitions } from './glyphs'
import type { Lane } from './lane'
import { drawLane, drawSilence, laneHeight, placeLane } from './lane'
import { drawBox, drawLine, drawPicture, drawText, ink, measure } from './svg'
import type { TimeAxis } from './time-axis'
import { drawMonths, drawTimeAxis, timeScale } from './time-axis'

export interface Swimlane {
  readonly lanes: readonly Lane[]
  readonly from: number
  readonly to: number
  readonly title: string
  readonly description: string
}

const width = 1240
const left = 212
const right = 14
const top = 96
const id = 'chronology'
const lastsWords = 'Home, plan, order or service; an arrow: it goes on'

/** The chronology as a picture: a row for each agency, and what is missing drawn as missing. */
export function drawSwimlane({ lanes, from, to, title, description }: Swimlane): string {
  const axis: TimeAxis = { from, to, left: left + 8, right: width - right - 8 }
  const place = timeScale(axis)
  let y = top
  const rows = lanes.map((lane) => {
    const placed = placeLane(lane, place)
    const row = { y, height: laneHeight(placed), placed }
    y += row.height
    return row
  })
  const moments = lanes.flatMap(({ events }) => events)
  const drawing = [
    hatchDefinitions(id),
    drawText(left - 12, top - 30, 'All events by month', { fill: ink.muted, anchor: 'end' }),
    drawMonths(moments, axis, { floor: top - 26, height: 44 }),
    drawTimeAxis(axis, { top, bottom: y }),
    drawLine([0, top], [width, top], { stroke: ink.text }),
    ...rows.map((row) => drawLane(row, { id, left, width, axis, place })),
    drawLegend(y + 30),
  ].join('')
  return drawPicture({ id, width, height: y + 68, title, description, drawing })
}

function drawLegend(y: number): string {
  let x = left
  const drawn: string[] = []
  const add = (mark: string, room: number, words: string) => {
    drawn.push(mark, drawText(x + room, y, words))
    x += room + measure(words) + 18
  }
  const mark = { radius: 5.6, y: y - 5, isHighHarm: false }
  for (const { group, words } of eventGroups)
    if (isMark(group)) add(drawGlyph(group, { ...mark, x: x + 7 }), 20, words)
  const second = y + 26
  x = left
  const high = { radius: 5.6, y: second - 5, isHighHarm: true }
  drawn.push(
    drawGlyph('incident', { ...high, x: x + 7 }) + drawGlyph('health', { ...high, x: x + 26 }),
    drawText(x + 40, second, 'Red: told as an assault, or an injury of the head, face or neck'),
  )
  x += 40 + measure('Red: told as an assault, or an injury of the head, face or neck') + 18
  drawn.push(
    drawBox({ x, y: second - 13, width: 26, height: 16 }, { fill: ink.span, stroke: ink.spanEdge }),
    drawText(x + 34, second, lastsWords),
  )
  x += 34 + measure(lastsWords) + 18
  drawn.push(
    drawSilence({ x, y: second - 13 }),
    drawText(x + 34, second, 'A case open, and silence'),
  )
  return drawn.join('')
}
