import { HubError } from '../../common/errors'
import type { Agency } from '../../common/register'
import type { AgencyContext } from './agency-context'
import type { StoredRecord } from './record-collection'
import { asReferenceResolver } from './reference-resolver'

/** What an agency knows of one person: whose records a view shows. */
export interface AgencyView {
  /** The agency's references for this person, those it really holds. */
  readonly refs: readonly string[]
  /** Its own descriptions of the person, one for each reference. */
  readonly people: readonly StoredRecord[]
}

interface PersonReference {
  readonly refs: readonly string[]
}

const maximumRefs = 100

/**
 * Resolvers of `Person` for one agency: the reference resolver reads the agency's own references from
 * the representation, and the agency's field is its view of them, or null when it holds none.
 */
export function personResolvers(agency: Agency, referencesField: string) {
  return {
    __resolveReference: asReferenceResolver(
      (representation: Readonly<Record<string, unknown>>): PersonReference => ({
        ...representation,
        refs: readRefs(representation[referencesField]),
      }),
    ),
    [agency.field]: async (
      { refs }: PersonReference,
      _args: unknown,
      { loaders }: AgencyContext,
    ): Promise<AgencyView | null> => {
      const people = await loaders.loadPeople(refs)
      return people.length === 0 ? null : { refs: people.map(({ _id }) => _id), people }
    },
  }
}

function readRefs(value: unknown): readonly string[] {
  if (value === null || value === undefined) return []
  const isList = Array.isArray(value) && value.length <= maximumRefs
  if (isList && value.every((ref) => typeof ref === 'string')) return [...new Set(value)]
  throw new HubError('BAD_USER_INPUT', 'The references of a person are not a list of ids.', {
    reason: 'INVALID_REPRESENTATION',
  })
}
