import { HubError } from '../../../common/errors'
import type { Agency } from '../../../common/register'
import { staffBehind } from '../../../common/tokens/hub-token-claims'
import { withheld } from '../../../policies/shield/withheld'
import type { AgencyContext } from '../records/agency-context'
import type { MarkedRecord } from '../records/limited-access'
import { decideAccess } from '../records/limited-access'
import { hasProtectedAddress } from '../records/protection'
import type { StoredRecord } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import { asReferenceResolver } from '../service/reference-resolver'

/** What an agency knows of one person: whose records a view shows. */
export interface AgencyView {
  /** The agency's references for this person, those it really holds. */
  readonly refs: readonly string[]
  /** Its own descriptions of the person, one for each reference. */
  readonly people: readonly StoredRecord[]
  /** True when it must not be told where the person is. */
  readonly isAddressProtected: boolean
}

interface PersonReference {
  readonly refs: readonly string[]
  /** False only when the index says that no agency protects where the person is. */
  readonly isAddressProtected: boolean
}

const maximumRefs = 100

/**
 * Resolvers of `Person` for one agency: the reference resolver reads the agency's own references from
 * the representation, and the agency's field is its view of them, or null when it holds none.
 */
export function personResolvers(
  agency: Agency,
  referencesField: string,
  limitedAccessTypes: readonly string[],
) {
  return {
    __resolveReference: asReferenceResolver(
      (representation: Readonly<Record<string, unknown>>): PersonReference => ({
        ...representation,
        refs: readRefs(representation[referencesField]),
        isAddressProtected: representation['isAddressProtected'] !== false,
      }),
    ),
    [agency.field]: async (
      { refs, isAddressProtected }: PersonReference,
      _args: unknown,
      context: AgencyContext,
    ): Promise<AgencyView | null> => {
      // Marks are read of whoever is asked about: the time must not tell a hidden person from an unknown one.
      const [people, marked] = await Promise.all([
        context.loaders.loadPeople(refs),
        loadMarks(refs, limitedAccessTypes, context),
      ])
      if (people.length === 0) return null
      const view = {
        refs: people.map(({ _id }) => _id),
        people,
        isAddressProtected: isAddressProtected || people.some(hasProtectedAddress),
      }
      const marks = [...people, ...view.refs.flatMap((ref) => marked.get(ref) ?? [])]
      const access = decideAccess(marks, staffBehind(context.claims))
      if (access === 'WITHHELD') throw withheld('LIMITED_ACCESS', agency.code)
      return access === 'HIDDEN' ? null : view
    },
  }
}

/**
 * Marked records by reference: a mark on any record of a person counts; when the marks cannot be read there
 * is no view.
 */
async function loadMarks(
  refs: readonly string[],
  limitedAccessTypes: readonly string[],
  { loaders }: AgencyContext,
): Promise<ReadonlyMap<string, readonly MarkedRecord[]>> {
  const others = limitedAccessTypes.filter((type) => type !== personRecordType)
  const marksOf = async (ref: string) => {
    const found = await Promise.all(others.map((type) => loaders.loadMarks(type, [ref])))
    return [ref, found.flat()] as const
  }
  return new Map(await Promise.all(refs.map(marksOf)))
}

function readRefs(value: unknown): readonly string[] {
  if (value === null || value === undefined) return []
  const isList = Array.isArray(value) && value.length <= maximumRefs
  if (isList && value.every((ref) => typeof ref === 'string')) return [...new Set(value)]
  throw new HubError('BAD_USER_INPUT', 'The references of a person are not a list of ids.', {
    reason: 'INVALID_REPRESENTATION',
  })
}
