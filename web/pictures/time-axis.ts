import { scaleLinear, scaleUtc } from 'd3-scale'
import { utcMonth, utcYear } from 'd3-time'

import { drawBox, drawLine, drawText, ink } from './svg'

/** Turns a moment into a place from left to right. */
export type TimeScale = (moment: number) => number

export interface TimeAxis {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly right: number
}

/** Months get names of their own only where there is room for them. */
const mostQuarters = 20

export function timeScale({ from, to, left, right }: TimeAxis): TimeScale {
  const scale = scaleUtc([new Date(from), new Date(to)], [left, right])
  return (moment) => scale(new Date(moment))
}

/** The years and quarters of an axis as lines from `top` to `bottom`, with their names above. */
export function drawTimeAxis(
  axis: TimeAxis,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): string {
  const place = timeScale(axis)
  const [start, end] = [new Date(axis.from), new Date(axis.to)]
  const quarters = utcMonth.every(3)?.range(start, end) ?? []
  const isRoomy = quarters.length <= mostQuarters
  const years = utcYear.range(start, end).map((year) => {
    const x = place(year.getTime())
    const hasRoom = x + 36 < axis.right + 14
    const name = hasRoom
      ? drawText(x + 4, top - 7, String(year.getUTCFullYear()), { isBold: true })
      : ''
    return drawLine([x, top - 20], [x, bottom], { stroke: ink.mid }) + name
  })
  const others = quarters
    .filter((quarter) => isRoomy && quarter.getUTCMonth() !== 0)
    .map((quarter) => {
      const x = place(quarter.getTime())
      const name = monthNames[quarter.getUTCMonth()] ?? ''
      return (
        drawLine([x, top], [x, bottom], { isDashed: true }) +
        drawText(x + 4, top - 7, name, { size: 13, fill: ink.muted })
      )
    })
  return [...others, ...years].join('')
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** How much happened in each month, standing on `floor`; the red part is high harm. */
export function drawMonths(
  moments: readonly { readonly at: number; readonly isHighHarm: boolean }[],
  axis: TimeAxis,
  { floor, height }: { readonly floor: number; readonly height: number },
): string {
  const months = utcMonth.range(utcMonth.floor(new Date(axis.from)), new Date(axis.to))
  const counts = months.map((month) => {
    const next = utcMonth.offset(month, 1).getTime()
    const inside = moments.filter((one) => one.at >= month.getTime() && one.at < next)
    return { month, next, all: inside.length, high: inside.filter((one) => one.isHighHarm).length }
  })
  const tall = scaleLinear([0, Math.max(1, ...counts.map(({ all }) => all))], [0, height])
  const place = timeScale(axis)
  return counts
    .filter(({ all }) => all > 0)
    .map(({ month, next, all, high }) => {
      const x = Math.max(place(month.getTime()), axis.left) + 1
      const width = Math.max(2, Math.min(place(next), axis.right) - x - 1)
      const bar = (count: number, fill: string, stroke: string) =>
        count === 0
          ? ''
          : drawBox({ x, y: floor - tall(count), width, height: tall(count) }, { fill, stroke })
      return bar(all, ink.bar, ink.mark) + bar(high, ink.harm, ink.harmEdge)
    })
    .join('')
}
