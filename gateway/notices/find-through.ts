import type { AgencyRecord, UndoneLink } from '../../common/registration/undone-links'
import type { DisclosureEntry } from '../../disclosure-log/entry'
import type { FoundDisclosure, LogPosition } from '../../disclosure-log/log-question'
import type { RecordNames } from '../../disclosure-log/record-digest'
import type { DisclosureFinder } from '../audit/disclosures'

/** An answer in which records of two sides of a link were told as one person's. */
export interface ToldThrough {
  readonly found: FoundDisclosure
  /** Those of its records that are of the link, side by side. */
  readonly sides: readonly (readonly AgencyRecord[])[]
}

const readAtOnce = 200

/** Clocks of the index and the gateways may differ. */
const skewMs = 5000

/** An answer may be written down so long after it was asked for. */
export const longestAnswerMs = 60_000

/**
 * Every answer that was given through a link, oldest first: asked for while it was held, with something told of
 * records of both sides. What a reviewer was shown side by side was not told of one person.
 */
export async function findThrough(
  find: DisclosureFinder,
  link: UndoneLink,
  namesOf: RecordNames,
): Promise<readonly ToldThrough[]> {
  const sideOf = namesBySide(link, namesOf)
  const [since, undoneAt] = [Date.parse(link.since), Date.parse(link.undoneAt)]
  const told: ToldThrough[] = []
  let before: LogPosition | null = null
  for (;;) {
    const page: readonly FoundDisclosure[] = await find({
      ...{ person: null, staff: null, agency: null, isForReview: false },
      ...{ recordHashes: [...sideOf.keys()], before, limit: readAtOnce },
      from: new Date(since - skewMs).toISOString(),
      to: new Date(undoneAt + longestAnswerMs).toISOString(),
    })
    for (const found of page) {
      const sides = sidesTold(found.entry, sideOf)
      const isInTime = Date.parse(found.entry.askedAt) <= undoneAt + skewMs
      if (isInTime && sides.length > 1 && !isReview(found.entry))
        told.push({ found: withoutSources(found), sides })
    }
    const last = page.at(-1)
    if (!last || page.length < readAtOnce) return told.toReversed()
    before = { log: last.log, index: last.index, at: last.entry.at }
  }
}

/** Nothing is read of them any more, and there may be answers of years. */
function withoutSources({ entry, ...place }: FoundDisclosure): FoundDisclosure {
  return { ...place, entry: { ...entry, people: [], sources: [] } }
}

interface Sided {
  readonly side: number
  readonly record: AgencyRecord
}

function namesBySide({ sides }: UndoneLink, namesOf: RecordNames): ReadonlyMap<string, Sided> {
  return new Map(
    sides.flatMap((records, side) =>
      records.flatMap((record) =>
        namesOf(record.agency, record.reference).map((name) => [name, { side, record }] as const),
      ),
    ),
  )
}

/** What of each side something was told of; a side of which nothing was is not there. */
function sidesTold(
  { sources }: DisclosureEntry,
  sideOf: ReadonlyMap<string, Sided>,
): readonly (readonly AgencyRecord[])[] {
  const told = sources.filter(({ disclosed }) => disclosed.length > 0)
  const sides = new Map<number, AgencyRecord[]>()
  for (const { side, record } of told.flatMap(({ recordHashes }) =>
    recordHashes.flatMap((hash) => sideOf.get(hash) ?? []),
  ))
    sides.set(side, [...(sides.get(side) ?? []), record])
  return [...sides.values()]
}

/** Root fields by which records are looked at each for itself. */
const reviewRoots: ReadonlySet<string> = new Set([
  ...['Query.reviewQueue', 'Query.linkReview', 'Query.explainLink', 'Query.believedAt'],
  ...['Mutation.decideReview', 'Mutation.splitPerson'],
])

function isReview({ sources }: DisclosureEntry): boolean {
  const roots = sources
    .flatMap(({ disclosed }) => disclosed)
    .filter((coordinate) => /^(Query|Mutation)\./.test(coordinate))
  return roots.length > 0 && roots.every((coordinate) => reviewRoots.has(coordinate))
}
