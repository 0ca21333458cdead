import type { MarkGroup } from '../words/event-words'
import { at, ink } from './svg'

/** The mark of an event: its shape says of what kind it is, red that harm was high. */
export function drawGlyph(group: MarkGroup, { x, y, radius, isHighHarm }: GlyphPlace): string {
  const look = isHighHarm
    ? `fill="${ink.harm}" stroke="${ink.harmEdge}" stroke-width="1.5"`
    : `fill="#fff" stroke="${ink.mark}" stroke-width="1.6"`
  const to = (dx: number, dy: number) => `${at(x + radius * dx)} ${at(y + radius * dy)}`
  switch (group) {
    case 'incident':
      return `<path d="M${to(0, -1.2)}L${to(1.2, 0.9)}L${to(-1.2, 0.9)}Z" ${look} stroke-linejoin="round"/>`
    case 'health':
      return `<path d="M${crossAround(to)}Z" ${look}/>`
    case 'assessment':
      return `<path d="M${to(0, -1.25)}L${to(1.25, 0)}L${to(0, 1.25)}L${to(-1.25, 0)}Z" ${look}/>`
    case 'order':
      return `<path d="M${to(-0.9, -0.9)}L${to(0.9, -0.9)}L${to(0.9, 0.9)}L${to(-0.9, 0.9)}Z" fill="${isHighHarm ? ink.harm : ink.mark}" stroke="${ink.mark}" stroke-width="1.5"/>`
    case 'refusal':
      return `<path d="M${to(-0.8, -0.8)}L${to(0.8, 0.8)}M${to(0.8, -0.8)}L${to(-0.8, 0.8)}" fill="none" stroke="${ink.text}" stroke-width="2.4"/>`
    case 'contact':
      return `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius * 0.85)}" fill="${ink.bar}" stroke="${ink.mark}" stroke-width="1.2"/>`
  }
}

export interface GlyphPlace {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly isHighHarm: boolean
}

/** The twelve corners of a cross. */
function crossAround(to: (dx: number, dy: number) => string): string {
  const [arm, half] = [1.1, 0.42]
  const corners: readonly (readonly [number, number])[] = [
    [-half, -arm],
    [half, -arm],
    [half, -half],
    [arm, -half],
    [arm, half],
    [half, half],
    [half, arm],
    [-half, arm],
    [-half, half],
    [-arm, half],
    [-arm, -half],
    [-half, -half],
  ]
  return corners.map(([dx, dy]) => to(dx, dy)).join('L')
}

/** Hatches for what is not there: they stand in the strip of who answered too. */
export function hatchDefinitions(id: string): string {
  return `<defs><pattern id="${id}-withheld" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="9" height="9" fill="#fef8f5"/><rect width="3.5" height="9" fill="#fabb9c"/></pattern><pattern id="${id}-silent" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="9" height="9" fill="#fff"/><rect width="2" height="9" fill="${ink.line}"/></pattern></defs>`
}
