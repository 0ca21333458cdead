import widths from './arial-widths.json'

/**
 * Pictures are text made on the server: no script, no style attribute, nothing that the page's rules for
 * content would refuse. Whatever comes from an agency passes `escape`.
 */

/** Colours with one meaning each: red is high harm alone. */
export const ink = {
  text: '#0b0c0c',
  muted: '#484949',
  mid: '#858686',
  line: '#cecece',
  faint: '#f3f3f3',
  bar: '#8eb8dc',
  mark: '#0f385c',
  harm: '#ca3535',
  harmEdge: '#651b1b',
  span: '#d0e6e7',
  spanEdge: '#158187',
  spanText: '#0b4144',
  other: '#e4dcf3',
  otherEdge: '#54319f',
  otherText: '#2f1465',
  withheld: '#b7592a',
  withheldText: '#7a3c1c',
} as const

interface TextOptions {
  readonly size?: number
  readonly fill?: string
  readonly isBold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
}

const font = 'Arial, Helvetica, sans-serif'
const otherWidth = 560

/** Makes a text harmless inside markup. */
export function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** A number with one decimal place. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** How wide a text is in Arial, in the picture's units. */
export function measure(text: string, size = 14, isBold = false): number {
  const table = isBold ? widths.b : widths.r
  const sum = Array.from(text).reduce(
    (total, letter) => total + (table[letter.charCodeAt(0) - 32] ?? otherWidth),
    0,
  )
  return (sum / 1000) * size
}

/** As much of a text as is not wider than this. */
export function fitText(text: string, width: number, { size = 14, isBold = false } = {}): string {
  if (measure(text, size, isBold) <= width) return text
  let cut = text
  while (cut.length > 0 && measure(`${cut}…`, size, isBold) > width) cut = cut.slice(0, -1)
  return cut === '' ? '' : `${cut.trimEnd()}…`
}

/** A text in a picture, escaped. */
export function drawText(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { size = 14, fill = ink.text, isBold = false, anchor = 'start' } = options
  const weight = isBold ? ' font-weight="700"' : ''
  const place = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return `<text x="${at(x)}" y="${at(y)}" font-family="${font}" font-size="${size}" fill="${fill}"${weight}${place}>${escape(text)}</text>`
}

interface LineOptions {
  readonly stroke?: string
  readonly width?: number
  readonly isDashed?: boolean
}

/** A straight line. */
export function drawLine(
  from: readonly [number, number],
  to: readonly [number, number],
  { stroke = ink.line, width = 1, isDashed = false }: LineOptions = {},
): string {
  const dashes = isDashed ? ' stroke-dasharray="1 3"' : ''
  return `<line x1="${at(from[0])}" y1="${at(from[1])}" x2="${at(to[0])}" y2="${at(to[1])}" stroke="${stroke}" stroke-width="${width}"${dashes}/>`
}

/** A rectangle. */
export function drawBox(
  { x, y, width, height }: Box,
  { fill = 'none', stroke = '' }: { readonly fill?: string; readonly stroke?: string } = {},
): string {
  const edge = stroke === '' ? '' : ` stroke="${stroke}"`
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(width, 0))}" height="${at(height)}" fill="${fill}"${edge}/>`
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A group that says what it is when somebody points at it. */
export function titled(title: string, drawing: string): string {
  return `<g><title>${escape(title)}</title>${drawing}</g>`
}

/** The whole picture, with the name and the description that stand for it where it cannot be seen. */
export function drawPicture({ id, width, height, title, description, drawing }: Picture): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${at(height)}" width="${width}" height="${at(height)}" role="img" aria-labelledby="${id}-title ${id}-description" class="hub-picture"><title id="${id}-title">${escape(title)}</title><desc id="${id}-description">${escape(description)}</desc>${drawing}</svg>`
}

export interface Picture {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly title: string
  readonly description: string
  /** Markup that is harmless already. */
  readonly drawing: string
}
