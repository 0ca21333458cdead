/** Width of a text in the typeface at hand, in points. */
export type Measure = (text: string) => number

/** Breaks a text into lines no wider than this; a word that is wider is broken where it must be. */
export function wrapText(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = []
  let [line, used] = ['', 0]
  const space = measure(' ')
  for (const word of text.split(' ').flatMap((one) => fitting(one, width, measure))) {
    const wide = measure(word)
    if (line !== '' && used + space + wide > width) {
      lines.push(line)
      line = ''
    }
    used = line === '' ? wide : used + space + wide
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** A word in pieces that fit; characters that are two code units stay whole. */
function fitting(word: string, width: number, measure: Measure): readonly string[] {
  if (measure(word) <= width) return [word]
  const pieces: string[] = []
  let [piece, used] = ['', 0]
  for (const character of word) {
    const wide = measure(character)
    if (piece !== '' && used + wide > width) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += character
    used += wide
  }
  return [...pieces, piece]
}

/** At most so many lines; the last one says that there were more. */
export function clampLines(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), '… shortened: the table (CSV) has all of it']
}
