/** The cells of a CSV file in which every cell is quoted. @see RFC 4180 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  return text
    .split('\r\n')
    .filter(Boolean)
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) =>
        cell.replaceAll('""', '"'),
      ),
    )
}
