import { utcMonth } from 'd3-time'

import { drawBox, drawLine, drawPicture, drawText, ink, measure } from './svg'
import { drawTimeAxis, timeScale } from './time-axis'

export interface DrawnInjuries {
  readonly hurt: readonly {
    readonly site: string
    readonly at: number
    readonly isAssault: boolean
  }[]
  readonly sites: readonly { readonly site: string; readonly count: number }[]
  readonly now: number
  readonly description: string
}

const width = 660
const left = 132
const right = 52
const top = 40
const unit = 12
const dayMs = 86_400_000
const longestMs = 3 * 366 * dayMs

/** Injuries by part of the body and month: a square for each, red when it was told as an assault. */
export function drawInjuries({ hurt, sites, now, description }: DrawnInjuries): string {
  const from = firstShown(hurt, now)
  const axis = { from, to: now + 10 * dayMs, left, right: width - right }
  const place = timeScale(axis)
  let y = top
  const rows = sites.map(({ site, count }) => {
    const months = new Map<number, number>()
    const squares = hurt
      .filter((one) => one.site === site && one.at >= from)
      .map((one) => {
        const month = utcMonth.floor(new Date(one.at)).getTime()
        const row = months.get(month) ?? 0
        months.set(month, row + 1)
        return { x: place(month), row, isAssault: one.isAssault }
      })
    const height = Math.max(34, Math.max(...months.values(), 1) * unit + 14)
    y += height
    return drawRow({ site, count, squares, y })
  })
  const drawing = [
    drawTimeAxis(axis, { top, bottom: y }),
    drawText(width - 4, top - 7, 'Total', { isBold: true, anchor: 'end' }),
    ...rows,
    drawLegend(y + 26),
  ].join('')
  const title = 'Injuries by part of the body and month'
  return drawPicture({ id: 'injuries', width, height: y + 38, title, description, drawing })
}

/** Years without end would press the last months together: what is older is counted, not drawn. */
export function firstShown(hurt: readonly { readonly at: number }[], now: number): number {
  const first = Math.min(...hurt.map(({ at }) => at)) - 20 * dayMs
  return Math.max(Math.min(first, now - 365 * dayMs), now - longestMs)
}

interface Row {
  readonly site: string
  readonly count: number
  readonly squares: readonly {
    readonly x: number
    readonly row: number
    readonly isAssault: boolean
  }[]
  readonly y: number
}

function drawRow({ site, count, squares, y }: Row): string {
  return [
    drawLine([left, y], [width - right, y]),
    drawText(left - 12, y - 6, site, { isBold: true, anchor: 'end' }),
    ...squares.map(({ x, row, isAssault }) => square(x, y - (row + 1) * unit, isAssault)),
    drawText(width - 4, y - 6, String(count), { anchor: 'end' }),
  ].join('')
}

function square(x: number, y: number, isAssault: boolean): string {
  const look = isAssault
    ? { fill: ink.harm, stroke: ink.harmEdge }
    : { fill: ink.bar, stroke: ink.mark }
  return drawBox({ x, y, width: unit - 2, height: unit - 2 }, look)
}

function drawLegend(y: number): string {
  const told = 'Told as an assault'
  const second = left + 20 + measure(told) + 24
  return [
    square(left, y - 10, true),
    drawText(left + 18, y, told),
    square(second, y - 10, false),
    drawText(second + 18, y, 'Not told as an assault, or nothing recorded'),
  ].join('')
}
