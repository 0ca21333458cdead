/** A way of costing the hub more than an honest answer does. */
export interface HostileWay {
  readonly name: string
  /** The JSON of each answer, one after the other. @param honest JSON of the answer it should give */
  readonly answers: (honest: string) => readonly string[]
}

const mebibyte = 1024 * 1024

function padded(honest: string, bytes: number): string {
  return `${honest.slice(0, -1)},"padding":"${'x'.repeat(bytes)}"}`
}

function withErrors(honest: string): string {
  const errors = Array.from({ length: 100_000 }, () => ({ message: 'no', path: ['_entities', 0] }))
  return JSON.stringify({ ...(JSON.parse(honest) as object), errors })
}

/** The first list of its records is so long. */
function withRecords(honest: string, count: number): string {
  return JSON.stringify(JSON.parse(honest), (key, value: unknown) => {
    if (!Array.isArray(value) || key === '_entities') return value
    return Array.from({ length: count }, (_, index) => value[index % value.length] as unknown)
  })
}

export const hostileWays: readonly HostileWay[] = [
  { name: 'nests without end', answers: () => ['['.repeat(8 * mebibyte - 1024)] },
  { name: '100,000 errors', answers: (honest) => [withErrors(honest)] },
  { name: '5,005 records for 100', answers: (honest) => [withRecords(honest, 5005)] },
  { name: '505 records for 100', answers: (honest) => [withRecords(honest, 505)] },
  { name: 'more bytes than it may', answers: (honest) => [padded(honest, 9 * mebibyte)] },
  {
    name: 'four of these, then an honest one',
    answers: (honest) => [
      '['.repeat(8 * mebibyte - 1024),
      withErrors(honest),
      withRecords(honest, 5005),
      padded(honest, 9 * mebibyte),
      honest,
    ],
  },
]
