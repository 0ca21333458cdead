import type { Measure } from './workload'

/** What one server did, by the measures' names. */
export interface Column {
  readonly title: string
  readonly measures: readonly Measure[]
}

/** Returns the columns side by side as text, with the ratio of the first to the second. */
export function formatTable(columns: readonly Column[]): string {
  const [first, second] = columns
  if (first === undefined) return ''
  const titles = ['', ...columns.map(({ title }) => title), ...(second ? ['ratio'] : [])]
  const rows = first.measures.map((measure) => {
    const other = second?.measures.find(({ name }) => name === measure.name)
    const cells = [measure.name, format(measure)]
    return second === undefined ? cells : [...cells, format(other), formatRatio(measure, other)]
  })
  const table = [titles, ...rows]
  const widths = titles.map((_, i) => Math.max(...table.map((row) => (row[i] ?? '').length)))
  const pad = (cell: string, i: number) =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)
  return table.map((row) => row.map(pad).join('   ').trimEnd()).join('\n')
}

function format(measure: Measure | undefined): string {
  if (measure === undefined || Number.isNaN(measure.value)) return '-'
  const { value, unit } = measure
  const digits = value < 10 && unit === 'ms' ? 2 : 0
  return `${value.toFixed(digits)} ${unit}`
}

function formatRatio(measure: Measure, other: Measure | undefined): string {
  const ratio = measure.value / (other?.value ?? NaN)
  return Number.isNaN(ratio) ? '-' : ratio.toFixed(2)
}
