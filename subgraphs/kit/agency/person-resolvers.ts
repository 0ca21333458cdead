import { HubError } from '../../../common/errors'
import type { Agency } from '../../../common/register'
import { groundsOfAsking, letsThrough } from '../../../common/registration/hiding'
import { echoOf } from '../../../common/tokens/echo'
import { staffBehind } from '../../../common/tokens/hub-token-claims'
import { withheld } from '../../../policies/shield/withheld'
import { echoField, referencesField } from '../../../schema/instance-sdl'
import type { AgencyContext } from '../records/agency-context'
import { findGrounds } from '../records/consent'
import type { MarkedRecord } from '../records/limited-access'
import { decideAccess } from '../records/limited-access'
import { hasProtectedAddress } from '../records/protection'
import type { StoredRecord } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import { asReferenceResolver } from '../service/reference-resolver'
import type { AgencyKind } from './agency-kind'
import type { AgencyView } from './agency-view'

interface PersonReference {
  /** The hub's id. */
  readonly id: string
  readonly refs: readonly string[]
  /** False only when the index says that no agency protects where the person is. */
  readonly isAddressProtected: boolean
}

const maximumRefs = 100

/**
 * Resolvers of `Person` for one agency: the reference resolver reads the agency's own references from
 * the representation, the agency's field is its view of them, or null when it holds none, and its echo
 * says whose view that is.
 */
export function personResolvers(
  agency: Agency,
  { limitedAccessTypes, disclosesOnlyWith }: WhatCloses,
) {
  return {
    __resolveReference: asReferenceResolver(
      (representation: Readonly<Record<string, unknown>>): PersonReference => ({
        ...representation,
        id: String(representation['id']),
        refs: readRefs(representation[referencesField(agency)]),
        isAddressProtected: representation['isAddressProtected'] !== false,
      }),
    ),
    [agency.field]: async (
      { refs, isAddressProtected }: PersonReference,
      _args: unknown,
      context: AgencyContext,
    ): Promise<AgencyView | null> => {
      // Marks are read of whoever is asked about: the time must not tell a hidden person from an unknown one.
      const [people, marked, consents] = await Promise.all([
        context.loaders.loadPeople(refs),
        loadMarks(refs, limitedAccessTypes, context),
        disclosesOnlyWith === undefined
          ? null
          : context.loaders.loadGrounds(disclosesOnlyWith, refs),
      ])
      if (people.length === 0 || !isConsentedTo(people, consents, context)) return null
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
    // From the same object as the view, and the same whether there is a view or none.
    [echoField(agency)]: (
      person: PersonReference,
      _args: unknown,
      { claims }: AgencyContext,
    ): string => echoOf(claims.jti, person),
  }
}

/** What of a kind may close a whole person. */
type WhatCloses = Pick<AgencyKind, 'limitedAccessTypes' | 'disclosesOnlyWith'>

/** Whether each of the person's descriptions may be told of on the grounds of this question. */
function isConsentedTo(
  people: readonly StoredRecord[],
  consents: readonly StoredRecord[] | null,
  { claims }: AgencyContext,
): boolean {
  if (consents === null) return true
  const asking = { staff: staffBehind(claims), grounds: groundsOfAsking(claims) }
  return people.every(({ _id }) => {
    const own = consents.filter(({ personRefs }) => personRefs?.includes(_id))
    return letsThrough({ onlyOnGrounds: findGrounds(own) }, asking)
  })
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
