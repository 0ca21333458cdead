import { scaleLinear } from 'd3-scale'

import { at, drawBox, drawLine, drawPicture, drawText, fitText, ink, titled } from './svg'

/** How much one thing speaks for or against, in bits. */
export interface WaterfallStep {
  readonly name: string
  readonly bits: number
}

/** Where it begins, what is added, and from where on it is enough. */
export interface Waterfall {
  readonly startBits: number
  readonly steps: readonly WaterfallStep[]
  readonly enoughBits: number
}

const shape = { width: 1080, names: 230, right: 80, row: 26, top: 34, bar: 16 } as const
const longestName = shape.names - 14

/** Each step stands where the one before it ended: the last ends at the whole. */
export function drawWaterfall({ startBits, steps, enoughBits }: Waterfall): string {
  const bars = barsOf(startBits, steps)
  const total = bars.at(-1)?.to ?? startBits
  const ends = [0, startBits, enoughBits, ...bars.flatMap(({ from, to }) => [from, to])]
  const scale = scaleLinear(
    [Math.min(...ends), Math.max(...ends)],
    [shape.names, shape.width - shape.right],
  )
  const bottom = shape.top + bars.length * shape.row
  const drawing = [
    drawMark(scale(0), bottom, { name: 'as likely as not', isDashed: true }),
    drawMark(scale(enoughBits), bottom, { name: `enough: ${enoughBits}`, isDashed: false }),
    ...bars.map((bar, index) => drawBar(bar, scale, shape.top + index * shape.row)),
  ].join('')
  return drawPicture({
    ...{ id: 'waterfall', width: shape.width, height: bottom + 12, drawing },
    title: 'How far the two records agree',
    description: `It begins at ${bitsText(startBits)} and ends at ${bitsText(total)}; ${enoughBits} would be enough. ${steps.map(({ name, bits }) => `${name} ${bitsText(bits)}`).join(', ')}. The same is in the table.`,
  })
}

interface Bar {
  readonly name: string
  readonly bits: number
  readonly from: number
  readonly to: number
  readonly kind: 'for' | 'against' | 'whole'
}

function barsOf(startBits: number, steps: readonly WaterfallStep[]): readonly Bar[] {
  const start: Bar = {
    name: 'Before any field',
    bits: startBits,
    from: 0,
    to: startBits,
    kind: 'whole',
  }
  const bars = [start]
  for (const { name, bits } of steps) {
    const from = bars.at(-1)?.to ?? startBits
    bars.push({ name, bits, from, to: from + bits, kind: bits < 0 ? 'against' : 'for' })
  }
  const total = bars.at(-1)?.to ?? startBits
  return [...bars, { name: 'Together', bits: total, from: 0, to: total, kind: 'whole' }]
}

/** For is filled, against is white with an edge, the whole is dark: they print in grey, too. */
const looks = {
  for: { fill: ink.bar, stroke: ink.mark },
  against: { fill: '#ffffff', stroke: ink.mark },
  whole: { fill: ink.mark, stroke: ink.mark },
} as const

function drawBar(
  { name, bits, from, to, kind }: Bar,
  scale: (bits: number) => number,
  y: number,
): string {
  const [left, right] = [scale(Math.min(from, to)), scale(Math.max(from, to))]
  const box = { x: left, y: y + 4, width: Math.max(right - left, 1), height: shape.bar }
  const isBold = kind === 'whole'
  const label = drawText(0, y + 17, fitText(name, longestName, { isBold }), { isBold })
  const number = drawText(shape.width, y + 17, bitsText(bits), { isBold, anchor: 'end' })
  return titled(`${name}: ${bitsText(bits)}`, drawBox(box, looks[kind]) + label + number)
}

function drawMark(
  x: number,
  bottom: number,
  { name, isDashed }: { readonly name: string; readonly isDashed: boolean },
): string {
  const line = drawLine([x, 22], [x, bottom], { stroke: ink.mid, isDashed })
  return line + drawText(x, 16, name, { size: 13, fill: ink.muted, anchor: 'middle' })
}

/** As in +4.2, −3 or 0. */
export function bitsText(bits: number): string {
  const text = at(Math.abs(bits))
  if (text === '0') return '0'
  return `${bits < 0 ? '−' : '+'}${text}`
}
