import { at, drawPicture, drawText, ink, measure, titled } from './svg'

/** How often each part of the body was hurt; parts are named as the schema's BodySite. */
export interface DrawnBody {
  readonly sites: readonly BodyCount[]
  readonly description: string
}

interface BodyCount {
  readonly site: string
  /** What it is called on the page. */
  readonly words: string
  readonly count: number
  /** How many of them were told as an assault. */
  readonly assaults: number
}

/** A part of the figure: its outline, drawn once or on both sides, and where its number stands. */
interface Region {
  readonly site: string
  readonly paths: readonly string[]
  readonly label: readonly [number, number]
}

const width = 250
const height = 452

/** Seen from the front; the back stands beside it. */
const regions: readonly Region[] = [
  { site: 'HEAD', paths: ['M88 50a30 34 0 0 1 60 0z'], label: [118, 40] },
  { site: 'FACE', paths: ['M88 50h60a30 34 0 0 1 -60 0z'], label: [118, 69] },
  { site: 'NECK', paths: ['M105 82h26v22h-26z'], label: [118, 98] },
  {
    site: 'SHOULDER',
    paths: ['M86 104v28h-34q2-24 34-28z', 'M150 104v28h34q-2-24-34-28z'],
    label: [69, 125],
  },
  { site: 'CHEST', paths: ['M86 104h64v66h-64z'], label: [118, 142] },
  { site: 'ABDOMEN', paths: ['M86 170h64v46h-64z'], label: [118, 198] },
  { site: 'HIP', paths: ['M86 216h64v30h-64z'], label: [118, 236] },
  {
    site: 'ARM',
    paths: ['M52 132h26l-8 96h-24z', 'M184 132h-26l8 96h24z'],
    label: [61, 184],
  },
  {
    site: 'HAND',
    paths: ['M46 228h24v14a12 14 0 0 1 -24 0z', 'M190 228h-24v14a12 14 0 0 0 24 0z'],
    label: [58, 245],
  },
  {
    site: 'LEG',
    paths: ['M86 246h31v126h-25z', 'M150 246h-31v126h25z'],
    label: [103, 312],
  },
  {
    site: 'FOOT',
    paths: ['M92 372h25v18h-37q0-12 12-18z', 'M144 372h-25v18h37q0-12-12-18z'],
    label: [103, 386],
  },
  { site: 'BACK', paths: ['M200 272h40v66h-40z'], label: [220, 310] },
]

/** The body with a number where it was hurt: red where any of it was told as an assault. */
export function drawBodyFigure({ sites, description }: DrawnBody): string {
  const counts = new Map(sites.map((one) => [one.site, one]))
  const drawing = [
    ...regions.map((region) => drawRegion(region, counts.get(region.site))),
    drawText(220, 264, 'Back', { size: 13, fill: ink.muted, anchor: 'middle' }),
    legendLine(414, ink.harm, 'Any told as an assault'),
    legendLine(438, ink.bar, 'None told as an assault'),
  ].join('')
  const title = 'Injuries by part of the body'
  return drawPicture({ id: 'body', width, height, title, description, drawing })
}

function drawRegion({ paths, label }: Region, found: BodyCount | undefined): string {
  const [x, y] = label
  const fill = fillOf(found)
  const outline = paths
    .map((path) => `<path d="${path}" fill="${fill}" stroke="${ink.mark}" stroke-width="1.2"/>`)
    .join('')
  if (!found) return outline
  const { words, count, assaults } = found
  const isRed = assaults > 0
  const number = drawText(x, y, String(count), {
    ...{ isBold: true, anchor: 'middle', size: 15 },
    fill: isRed ? '#ffffff' : ink.text,
  })
  return titled(`${words}: ${count}, told as an assault: ${assaults}`, outline + number)
}

function fillOf(found: BodyCount | undefined): string {
  if (!found || found.count === 0) return '#ffffff'
  return found.assaults > 0 ? ink.harm : ink.bar
}

function legendLine(y: number, fill: string, words: string): string {
  const x = (width - measure(words) - 22) / 2
  return `<rect x="${at(x)}" y="${y - 12}" width="14" height="14" fill="${fill}" stroke="${ink.mark}"/>${drawText(x + 22, y, words)}`
}
