/** A cell that begins like this is a formula to a spreadsheet. */
const formula = /^[=+\-@\t\r]/

/**
 * Rows as CSV, safe to open in a spreadsheet: every cell is quoted, and one that would be a formula
 * begins with an apostrophe.
 * @see RFC 4180
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
