import type { ExecutionResult } from 'graphql'

type Path = readonly (string | number)[]

/** An answer, as a caller receives it. */
export interface ReceivedAnswer {
  readonly data: unknown
  readonly errors: readonly { readonly path?: Path }[]
}

/** What comes out at the other end of the wire. */
export function receive(result: ExecutionResult): ReceivedAnswer {
  const { data = null, errors = [] } = JSON.parse(JSON.stringify(result)) as Partial<ReceivedAnswer>
  return { data, errors }
}

/**
 * What differs between two answers, in words; null when nothing does. Data are equal to the letter, the
 * order of fields too. Errors are equal when the same places are empty because of them: where several
 * errors empty one place, GraphQL leaves open which of them is told.
 */
export function findDifference(left: ReceivedAnswer, right: ReceivedAnswer): string | null {
  const [ours, theirs] = [JSON.stringify(left.data), JSON.stringify(right.data)]
  if (ours !== theirs) return `data\n  ${ours}\n  ${theirs}`
  const [here, there] = [errorPlaces(left), errorPlaces(right)]
  for (const [place, path] of new Map([...here, ...there]))
    if (!here.has(place) || !there.has(place)) return `an error at ${place}: ${path}`
  return null
}

/** For each place that errors left empty the path of one of them. */
function errorPlaces({ data, errors }: ReceivedAnswer): ReadonlyMap<string, string> {
  return new Map(
    errors.map(({ path = [] }) => [JSON.stringify(emptiedPlace(data, path)), JSON.stringify(path)]),
  )
}

/** How far a path leads before there is nothing. */
function emptiedPlace(data: unknown, path: Path): Path {
  let here: unknown = data
  for (const [index, step] of path.entries()) {
    if (here === null) return path.slice(0, index)
    if (typeof here !== 'object' || !(step in here)) return ['nowhere', ...path]
    here = (here as Readonly<Record<string | number, unknown>>)[step]
  }
  return here === null ? path : ['not empty', ...path]
}
