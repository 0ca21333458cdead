import type { Measurement } from './measure'
import type { SystemName } from './systems'
import { isAgencyProcess } from './systems'
import { markdownTable } from './markdown-table'

/** What is aimed at, as shares of the stock system's cost. */
const aims = { cpu: 0.7, agency: 1, aloneP50: 0.8 } as const

/** Tables in Markdown of all that was measured, each under a line that says what it shows. */
export function formatReport(measurements: readonly Measurement[]): string {
  const sizes = [...new Set(measurements.map(({ agencies }) => agencies))]
  const report = new Report(measurements)
  return [
    ...report.views(),
    ...sizes.flatMap((agencies) => report.processes(agencies)),
    ...report.slopes(),
    ...report.aims(),
  ].join('\n')
}

const systems: readonly SystemName[] = ['hub', 'stock', 'floor']

class Report {
  readonly #all: readonly Measurement[]

  constructor(measurements: readonly Measurement[]) {
    this.#all = measurements
  }

  views(): readonly string[] {
    const rows = this.#all.map((one) => {
      const stock = this.#twin(one)
      return [
        one.agencies,
        one.records,
        one.system,
        `${digits(one.totalCpuMs)} ms`,
        ratio(one.totalCpuMs, stock?.totalCpuMs),
        digits(one.viewsPerSecond),
        `${digits(one.p50Ms)} ms`,
        `${digits(one.p95Ms)} ms`,
        `${digits(one.p99Ms)} ms`,
        `${digits(one.aloneP50Ms)} ms`,
        ratio(one.aloneP50Ms, stock?.aloneP50Ms),
      ]
    })
    const titles = [
      ...['agencies', 'records', 'system', 'CPU for one', 'of stock', 'views/s', 'p50', 'p95'],
      ...['p99', 'p50 alone', 'of stock'],
    ]
    return ['Person views:', '', ...markdownTable(titles, rows), '', ...this.#thrownAway()]
  }

  /** CPU for one view by process. */
  processes(agencies: number): readonly string[] {
    const ofSize = this.#all.filter((one) => one.agencies === agencies)
    const names = [...new Set(ofSize.flatMap(({ cpuMs }) => [...cpuMs.keys()]))]
    const records = [...new Set(ofSize.map((one) => one.records))]
    const find = (count: number, system: SystemName) =>
      ofSize.find((one) => one.records === count && one.system === system)
    const rows = names.map((name) => [
      name,
      ...records.flatMap((count) => {
        const used = systems.map((system) => find(count, system)?.cpuMs.get(name))
        const cells = used.map((ms) => (ms === undefined ? '' : digits(ms)))
        return [...cells, ratio(used[0], used[1])]
      }),
    ])
    const titles = records.flatMap((count) => [
      `${count}: hub`,
      ...['stock', 'floor', 'hub / stock'],
    ])
    return [
      `CPU for one view by process, in ms, ${agencies} agencies, by records:`,
      '',
      ...markdownTable(['process', ...titles], rows),
      '',
    ]
  }

  /** What one more record and one more agency cost: linear when a slope does not grow. */
  slopes(): readonly string[] {
    const along = (what: 'records' | 'agencies', fixed: 'records' | 'agencies') =>
      [...new Set(this.#all.map((one) => one[fixed]))].flatMap((at) =>
        systems.flatMap((system) => {
          const line = this.#all
            .filter((one) => one.system === system && one[fixed] === at)
            .toSorted((one, other) => one[what] - other[what])
          const steps = line.slice(1).map((one, index) => slope(line[index], one, what))
          return steps.length === 0
            ? []
            : [[what.slice(0, -1).replace(/ie$/, 'y'), `${at} ${fixed}`, system, steps.join(', ')]]
        }),
      )
    const rows = [...along('records', 'agencies'), ...along('agencies', 'records')]
    const titles = ['one more', 'with', 'system', 'CPU']
    return ['Slopes:', '', ...markdownTable(titles, rows), '']
  }

  aims(): readonly string[] {
    const hubs = this.#all.filter(({ system }) => system === 'hub')
    const worst = (of: (hub: Measurement, stock: Measurement) => readonly Ratio[]) =>
      hubs
        .flatMap((hub) => {
          const stock = this.#twin(hub)
          const at = `${hub.agencies} agencies, ${hub.records} records`
          return stock ? of(hub, stock).map((one) => ({ ...one, at: `${one.at}${at}` })) : []
        })
        .reduce((most, one) => (one.value > most.value ? one : most), { value: 0, at: 'nowhere' })
    const cpu = worst((hub, stock) => [{ value: hub.totalCpuMs / stock.totalCpuMs, at: '' }])
    const agency = worst((hub, stock) =>
      [...hub.cpuMs].flatMap(([name, used]) => {
        const twin = isAgencyProcess(name) ? stock.cpuMs.get(name) : undefined
        return twin === undefined ? [] : [{ value: used / twin, at: `${name}, ` }]
      }),
    )
    const alone = worst((hub, stock) => [{ value: hub.aloneP50Ms / stock.aloneP50Ms, at: '' }])
    const rows = [
      ['CPU of the whole hub', cpu, aims.cpu] as const,
      ['CPU of an agency', agency, aims.agency] as const,
      ['p50 of one client', alone, aims.aloneP50] as const,
    ].map(([what, { value, at }, most]) => [
      ...[what, `at most ${most}`, value.toFixed(2), at, value <= most ? 'reached' : 'missed'],
    ])
    const titles = ['share of stock', 'aimed at', 'worst', 'where', '']
    return ['Aims:', '', ...markdownTable(titles, rows)]
  }

  #thrownAway(): readonly string[] {
    const repeated = this.#all.filter(({ thrownAway }) => thrownAway > 0)
    return repeated.flatMap(({ system, agencies, records, thrownAway }) => [
      `Run again, as an answer lacked something: ${thrownAway} rounds of ${system} (${agencies} agencies, ${records} records).`,
      '',
    ])
  }

  #twin({ agencies, records }: Measurement): Measurement | undefined {
    return this.#all.find(
      (one) => one.system === 'stock' && one.agencies === agencies && one.records === records,
    )
  }
}

interface Ratio {
  readonly value: number
  /** Before size and records, ends with a comma. */
  readonly at: string
}

function slope(
  from: Measurement | undefined,
  to: Measurement,
  what: 'records' | 'agencies',
): string {
  if (!from) return ''
  const ms = (to.totalCpuMs - from.totalCpuMs) / (to[what] - from[what])
  return `${ms.toFixed(3)} ms (${from[what]} to ${to[what]})`
}

function ratio(value: number | undefined, base: number | undefined): string {
  return value === undefined || base === undefined || base === 0 ? '' : (value / base).toFixed(2)
}

/** Three digits that count. */
function digits(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
