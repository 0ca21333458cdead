import { readSearchedLikeness } from '../../../common/likeness/read-likeness'
import { refuseArgument } from '../../kit/service/list-arguments'
import { asReferenceResolver } from '../../kit/service/reference-resolver'
import { admitAll } from '../admission'
import { inSteps } from '../in-steps'
import type { IndexContext } from '../index-context'
import type { Candidate, Found } from './person-search'
import { strengthOf, wordsOfAgreement } from './match-words'

/** A search as the service that makes its tokens hands it over. */
interface AskedSearch {
  readonly id: string
  /** What is searched for, as tokens; see `SearchedLikeness`. */
  readonly tokens?: string | null
}

const found = new WeakMap<AskedSearch, Promise<Found>>()

/** The object belongs to one request. */
function findOnce(search: AskedSearch, context: IndexContext): Promise<Found> {
  const known = found.get(search) ?? find(search, context)
  found.set(search, known)
  return known
}

async function find({ tokens }: AskedSearch, context: IndexContext): Promise<Found> {
  const searched = readSearchedLikeness(tokens ?? '')
  if (!searched) throw refuseArgument('tokens', 'are not those of a search')
  context.relatedStaff.prepare()
  const steps = await inSteps(async () => {
    const { candidates, hasMore } = await context.search(searched)
    for (const { person } of candidates) context.found.add(person.id)
    return candidates.length === 0 && !hasMore ? null : { candidates, hasMore }
  })
  return steps ?? { candidates: [], hasMore: false }
}

type Resolver<Told> = (
  search: AskedSearch,
  args: unknown,
  context: IndexContext,
) => Promise<readonly Told[] | boolean>

/** What the index tells of a search. */
export const searchResolvers = {
  PersonSearch: {
    __resolveReference: asReferenceResolver((search: AskedSearch) => ({ ...search })),
    candidates: (async (search, _args, context) => {
      const { candidates } = await findOnce(search, context)
      const people = await admitAll(
        candidates.map(({ person }) => person),
        context,
      )
      return candidates.map((candidate, index) => ({
        ...candidate,
        person: people[index] ?? candidate.person,
      }))
    }) satisfies Resolver<Candidate>,
    hasMore: (async (search, _args, context) =>
      (await findOnce(search, context)).hasMore) satisfies Resolver<never>,
    agenciesNotSearched: ((_search, _args, context) =>
      context.findUnsearchable()) satisfies Resolver<string>,
  },
  SearchCandidate: {
    strength: ({ bits }: Candidate) => strengthOf(bits),
    bits: ({ bits }: Candidate) => rounded(bits),
    reasons: ({ agreements }: Candidate) =>
      agreements.map((agreement) => ({
        words: wordsOfAgreement(agreement),
        bits: rounded(agreement.bits),
      })),
  },
}

/** Tenths of a bit are more than anybody compares. */
function rounded(bits: number): number {
  return Math.round(bits * 10) / 10
}
