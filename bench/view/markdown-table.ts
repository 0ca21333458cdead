/** Lines of a table in Markdown; columns of numbers are set to the right. */
export function markdownTable(
  titles: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const isNumber = (column: number) =>
    rows.every((row) => /^([\d.]+( m?s)?)?$/.test(String(row[column] ?? '')))
  const rule = titles.map((_, column) => (isNumber(column) ? '--:' : '---'))
  return [line(titles), line(rule), ...rows.map(line)]
}
