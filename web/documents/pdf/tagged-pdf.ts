import PDFDocument from 'pdfkit'

import type { FontFiles, Weight } from './fonts'
import { wrapText } from './wrap'

/** A4 upright, in points. */
export const page = { width: 595.28, height: 841.89, margin: 50, top: 74, bottom: 66 } as const
export const contentWidth = page.width - 2 * page.margin

/** How a text looks. */
export interface Style {
  readonly weight: Weight
  /** Points. */
  readonly size: number
}

/** The names of structure elements that are used here, as ISO 32000-1, 14.8.4 has them. */
export type Tag =
  'Document' | 'H1' | 'H2' | 'P' | 'L' | 'LI' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD'

/** An element of the structure tree. */
export type Element = ReturnType<PDFKit.PDFDocument['struct']> & {
  readonly dictionary: { readonly data: Record<string, unknown> }
}

/** Lines and where they stand. */
export interface TextBlock {
  readonly lines: readonly string[]
  readonly style: Style
  readonly x: number
  readonly y: number
}

const ink = '#0b0c0c'

/**
 * A tagged PDF that is written from top to bottom. All that is drawn is either content of an element of the
 * structure tree, in the order in which it is read, or an artifact. The same calls give the same bytes.
 * @see ISO 14289-1 (PDF/UA-1)
 */
export class TaggedPdf {
  readonly #pdf: PDFKit.PDFDocument
  readonly root: Element
  /** Where the next thing goes, in points from the top of the page. */
  y: number = page.top

  /** @param madeAt milliseconds since 1970 */
  constructor(
    fonts: FontFiles,
    { title, madeAt }: { readonly title: string; readonly madeAt: number },
  ) {
    const date = new Date(madeAt)
    this.#pdf = new PDFDocument({
      ...{ pdfVersion: '1.7', tagged: true, lang: 'en-GB', displayTitle: true },
      // The package's types do not know this subset.
      ...({ subset: 'PDF/UA' } as object),
      ...{ size: 'A4', margin: 0, bufferPages: true, autoFirstPage: false },
      // Titles are written into XML as they are: nothing that comes from outside may be one.
      info: { Title: title, Creator: 'Sightline', Producer: 'Sightline', CreationDate: date },
    })
    this.#pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold)
    this.root = this.#pdf.struct('Document') as Element
    this.#pdf.addStructure(this.root)
    this.#pdf.addPage()
  }

  /** Begins a new page unless this height is left on this one; true when it did. */
  makeRoom(height: number): boolean {
    if (this.y + height <= page.height - page.bottom) return false
    this.#pdf.addPage()
    this.y = page.top
    return true
  }

  /** Adds an element without content of its own. */
  open(tag: Tag, parent: Element): Element {
    const element = this.#pdf.struct(tag) as Element
    parent.add(element)
    return element
  }

  /**
   * Adds an element, and draws its content.
   * @param scope of a heading in a table: what it is the heading of
   */
  put(tag: Tag, parent: Element, blocks: readonly TextBlock[], scope?: 'Row' | 'Column'): void {
    const element = this.open(tag, parent)
    if (scope) element.dictionary.data['A'] = { O: 'Table', Scope: scope }
    element.add(() => {
      for (const block of blocks) this.#draw(block)
    })
    element.end()
  }

  /**
   * Adds a picture that stands from here down.
   * @param alt what it shows, for whoever has it read aloud
   */
  putFigure(alt: string, height: number, draw: () => void): void {
    const figure = this.#pdf.struct('Figure', { alt: this.#drawable(alt) }) as Element
    this.root.add(figure)
    const [bottom, top] = [page.height - this.y - height, page.height - this.y]
    const box = [page.margin, bottom, page.margin + contentWidth, top]
    figure.dictionary.data['A'] = { O: 'Layout', Placement: 'Block', BBox: box }
    figure.add(draw)
    figure.end()
  }

  /** Draws what is no content: it is not read aloud. */
  putArtifact(draw: () => void): void {
    this.#pdf.markContent('Artifact', { type: 'Layout' })
    draw()
    this.#pdf.endMarkedContent()
  }

  /** Text that is part of an artifact or a figure. */
  drawText(block: TextBlock): void {
    this.#draw(block)
  }

  /** A filled box that is part of an artifact or a figure. */
  drawBox(at: readonly [number, number], size: readonly [number, number], colour: string): void {
    this.#pdf.rect(...at, ...size).fill(colour)
  }

  /** Likewise a filled circle. */
  drawDot(middle: readonly [number, number], radius: number, colour: string): void {
    this.#pdf.circle(...middle, radius).fill(colour)
  }

  /** Lines of this text that fit the width. What the typeface has no shape for is told by its number. */
  wrap(text: string, width: number, style: Style): readonly string[] {
    this.#use(style)
    return wrapText(this.#drawable(text), width, (part) => this.#pdf.widthOfString(part))
  }

  /** Draws on every page what is known once all are there, and gives the file. */
  async finish(onEachPage: (number: number, count: number) => void): Promise<Buffer> {
    this.root.end()
    const { count } = this.#pdf.bufferedPageRange()
    for (let index = 0; index < count; index += 1) {
      this.#pdf.switchToPage(index)
      this.putArtifact(() => {
        onEachPage(index + 1, count)
      })
    }
    const chunks: Buffer[] = []
    this.#pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = new Promise((resolve) => this.#pdf.once('end', resolve))
    this.#pdf.end()
    await ended
    return Buffer.concat(chunks)
  }

  #draw({ lines, style, x, y }: TextBlock): void {
    this.#use(style)
    this.#pdf.fillColor(ink)
    // A space ends each line, so that whoever reads the text aloud keeps its words apart.
    lines.forEach((line, index) => {
      this.#pdf.text(`${line} `, x, y + index * lineHeight(style), { lineBreak: false })
    })
  }

  #use({ weight, size }: Style): void {
    this.#pdf.font(weight).fontSize(size)
  }

  #drawable(text: string): string {
    let drawable = ''
    for (const character of text)
      drawable += this.#hasShape(character) ? character : `[${codeName(character)}]`
    return drawable
  }

  /** The package has no public way to ask; its version is fixed, and a test looks at the outcome. */
  #hasShape(character: string): boolean {
    const { _font: used } = this.#pdf as unknown as {
      readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } }
    }
    return used.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
  }
}

/** From line to line, in points. */
export function lineHeight({ size }: Style): number {
  return size * 1.25
}

/** Height of a text of so many lines. */
export function heightOf(lines: readonly string[], style: Style): number {
  return lines.length * lineHeight(style)
}

/** As in U+540D. */
function codeName(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
