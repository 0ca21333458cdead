import { randomUUID } from 'node:crypto'

import { HubError } from '../../common/errors'
import { searchedLikeness } from '../../common/likeness/likeness'
import { searchTokensCode } from '../../common/services'
import { dayOfAsking } from '../../common/tokens/hub-token-claims'
import { decide } from '../../policies/decide'
import { asReferenceResolver } from '../kit/service/reference-resolver'
import type { SearchContext } from './context'
import type { SearchInput } from './read-search'
import { readSearch, searchesByPlace } from './read-search'

/** A search as the person index is given it. */
interface MadeSearch {
  readonly id: string
  readonly tokens: string | null
}

/** Turns what is asked for into tokens. */
export const searchTokensResolvers = {
  Query: {
    searchPersons(
      _root: unknown,
      { input }: { input: SearchInput },
      context: SearchContext,
    ): MadeSearch {
      if (searchesByPlace(input)) requireAddresses(context)
      const { record, years } = readSearch(input, context.now)
      const likeness = searchedLikeness(context.nameKey, record, years)
      return { id: randomUUID(), tokens: JSON.stringify(likeness) }
    },
  },
  PersonSearch: {
    // Nothing is kept of a search: what is not in its own answer is gone.
    __resolveReference: asReferenceResolver(({ id }: { id: string }): MadeSearch => ({
      ...{ id, tokens: null },
    })),
  },
}

/**
 * That somebody was found by where they live says where they live.
 * @throws HubError WITHHELD for a role that is not told addresses for the purpose
 */
function requireAddresses({ claims, policies }: SearchContext): void {
  const facts = {
    ...{ ...claims, askedOn: dayOfAsking(claims), sourceKind: searchTokensCode },
    categories: ['ADDRESS'],
  }
  const refused = policies
    .map((policy) => decide(facts, policy))
    .find(({ effect }) => effect !== 'permit')
  if (!refused || refused.effect === 'permit') return
  const message =
    'Your role does not search by postcode, property number or telephone number for this purpose; leave them out.'
  throw new HubError('WITHHELD', message, { reason: refused.reason })
}
