import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Every value a label may have; anything else is counted as `other`, so that no caller makes one. */
export type Labels = Readonly<Record<string, readonly string[]>>

export interface MetricDefinition {
  readonly name: string
  readonly help: string
  /** At most two, in the order in which their values are given. */
  readonly labels: Labels
}

/** Counts things as they happen. */
export interface Count {
  readonly add: (first?: string, second?: string) => void
}

/** Counts durations as they end. */
export interface Duration {
  readonly observe: (ms: number, first?: string, second?: string) => void
}

/** A value and the values of its labels, at the moment somebody asks. */
export type Reading = readonly [value: number, ...labels: string[]]

/** The metrics of one service. */
export interface Metrics {
  readonly count: (definition: MetricDefinition) => Count
  /** The name ends in `_seconds`; what is observed is milliseconds. */
  readonly duration: (definition: MetricDefinition) => Duration
  /** What is counted elsewhere already. */
  readonly countFrom: (definition: MetricDefinition, read: () => Iterable<Reading>) => void
  /** What goes up and down: read when somebody asks, so that it costs nothing meanwhile. */
  readonly gauge: (definition: MetricDefinition, read: () => Iterable<Reading>) => void
  /** Everything, in the text format of Prometheus. */
  readonly text: () => Promise<string>
  /** Of the text. */
  readonly contentType: string
}

/** From 1 ms to the 5 s an agency is waited for. */
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Makes the metrics of one process, with those of the process itself. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
  const config = ({ name, help, labels }: MetricDefinition) => ({
    ...{ name, help, labelNames: Object.keys(labels), registers: [registry] },
  })
  return {
    count: (definition) => makeCount(definition, config(definition)),
    duration: (definition) => {
      const histogram = new Histogram({ ...config(definition), buckets: secondsBuckets })
      const children = new Children(definition.labels, (labels) => histogram.labels(labels))
      return {
        observe: (ms, first = '', second = '') => {
          children.find(first, second).observe(ms / 1000)
        },
      }
    },
    countFrom: (definition, read) => {
      const counter: Counter = new Counter({
        ...config(definition),
        collect: () => {
          counter.reset()
          for (const [labels, value] of sums(definition.labels, read())) counter.inc(labels, value)
        },
      })
    },
    gauge: (definition, read) => {
      const gauge: Gauge = new Gauge({
        ...config(definition),
        collect: () => {
          gauge.reset()
          for (const [labels, value] of sums(definition.labels, read())) gauge.set(labels, value)
        },
      })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

type LabelValues = Record<string, string>

/** A number of our own: prom-client looks its numbers up by all their labels each time. */
interface Cell {
  readonly labels: LabelValues
  value: number
}

function makeCount(
  { labels: names }: MetricDefinition,
  config: ConstructorParameters<typeof Counter>[0],
): Count {
  const cells: Cell[] = []
  const children = new Children(names, (labels) => {
    const cell = { labels, value: 0 }
    cells.push(cell)
    return cell
  })
  const counter: Counter = new Counter({
    ...config,
    collect: () => {
      counter.reset()
      for (const { labels, value } of cells) counter.inc(labels, value)
    },
  })
  return {
    add: (first = '', second = '') => {
      children.find(first, second).value += 1
    },
  }
}

const other = 'other'

/** One child for each combination of label values: found by two look-ups, made once. */
class Children<Child> {
  readonly #make: (labels: LabelValues) => Child
  readonly #names: readonly string[]
  readonly #known: readonly ReadonlySet<string>[]
  readonly #children = new Map<string, Map<string, Child>>()

  constructor(labels: Labels, make: (labels: LabelValues) => Child) {
    this.#make = make
    this.#names = Object.keys(labels)
    this.#known = Object.values(labels).map((values) => new Set(values))
  }

  find(first: string, second: string): Child {
    return this.#children.get(first)?.get(second) ?? this.#findBounded(first, second)
  }

  #findBounded(first: string, second: string): Child {
    const values = bounded(this.#known, [first, second])
    const [a = '', b = ''] = values
    const inside = this.#children.get(a) ?? new Map<string, Child>()
    this.#children.set(a, inside)
    const child = inside.get(b) ?? this.#make(labelsOf(this.#names, values))
    inside.set(b, child)
    return child
  }
}

function bounded(known: readonly ReadonlySet<string>[], values: readonly string[]): string[] {
  return known.map((allowed, index) => {
    const value = values[index] ?? ''
    return allowed.has(value) ? value : other
  })
}

function labelsOf(names: readonly string[], values: readonly string[]): LabelValues {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
}

/** Readings with their labels bounded: several that are `other` are one. */
function sums(labels: Labels, readings: Iterable<Reading>): Iterable<[LabelValues, number]> {
  const names = Object.keys(labels)
  const known = Object.values(labels).map((values) => new Set(values))
  const found = new Map<string, [LabelValues, number]>()
  for (const [value, ...given] of readings) {
    const values = bounded(known, given)
    const [, before] = found.get(values.join('\n')) ?? [null, 0]
    found.set(values.join('\n'), [labelsOf(names, values), before + value])
  }
  return found.values()
}
