import type { Agency } from '../../common/register'
import type { AgencyRecord, RecordRecipient } from '../../common/registration/undone-links'
import type { DisclosureEntry } from '../../disclosure-log/entry'
import type { LostAccess } from '../../disclosure-log/notice'
import { decide } from '../../policies/decide'
import type { Policy } from '../../policies/policy'
import { statements } from '../../policies/vocabulary'
import type { DisclosureFinder } from '../audit/disclosures'
import type { IndexQuestions } from './ask-index'
import type { ToldThrough } from './find-through'

export interface AccessParts {
  readonly index: Pick<IndexQuestions, 'keptFrom'>
  readonly find: DisclosureFinder
  readonly register: readonly Agency[]
  /** In force now. */
  readonly policy: () => Policy
  readonly now: () => Date
}

/** What has to be known of who was told. */
export interface Access {
  /** Why they may not be told now; null: they may. */
  readonly lost: LostAccess | null
  /** A record is kept from somebody, whoever that is. */
  readonly isLimited: boolean
}

/** Whether who was told then may be told now, answer by answer. */
export async function lostAccessOf(
  parts: AccessParts,
  told: readonly ToldThrough[],
): Promise<readonly Access[]> {
  const left = await organisationsLeft(parts, told)
  const { kept, limited } = await parts.index.keptFrom(told.map(toRecipient))
  const lostBy = ({ found: { entry }, sides }: ToldThrough, place: number) => {
    if (left.has(entry.homeAgency)) return 'ORGANISATION_LEFT'
    if (!sides.every((side) => isAgreed(parts, entry, side))) return 'NO_AGREEMENT'
    return kept[place] === false ? null : 'KEPT_FROM_THEM'
  }
  return told.map((one, place) => ({
    lost: lostBy(one, place),
    isLimited: limited[place] !== false,
  }))
}

/** Organisations that have disclosed something once and are not registered any more; others only ever ask. */
async function organisationsLeft(
  { find, register }: AccessParts,
  told: readonly ToldThrough[],
): Promise<ReadonlySet<string>> {
  const known = new Set(register.map(({ code }) => code))
  const codes = new Set(told.map(({ found }) => found.entry.homeAgency))
  const left = new Set<string>()
  for (const agency of codes) {
    if (known.has(agency)) continue
    const question = { person: null, staff: null, agency, recordHashes: null, isForReview: false }
    const ever = { from: '0000-01-01T00:00:00.000Z', to: '9999-12-31T23:59:59.999Z' }
    const [one] = await find({ ...question, ...ever, before: null, limit: 1 })
    if (one) left.add(agency)
  }
  return left
}

/**
 * Whether an agency of this side would still tell one of their roles something for that purpose. What it needed to be
 * stated was stated, or they would not have been told.
 */
function isAgreed(
  { register, policy, now }: AccessParts,
  { roles, purpose }: DisclosureEntry,
  side: readonly AgencyRecord[],
): boolean {
  const askedOn = now().toISOString().slice(0, 10)
  const kinds = side.flatMap(
    ({ agency }) => register.find(({ code }) => code === agency)?.kind ?? [],
  )
  return kinds.some((sourceKind) => {
    const facts = { roles, purpose, sourceKind, askedOn, stated: statements }
    return decide({ ...facts, categories: [] }, policy()).effect === 'permit'
  })
}

function toRecipient({ found: { entry }, sides }: ToldThrough): RecordRecipient {
  const { homeAgency, staffId, onBehalfOf, purpose, caseReference } = entry
  return {
    ...{ homeAgency, staffId, onBehalfOf, purpose: purpose ?? '' },
    ...{ caseReference: caseReference ?? '', records: sides.flat() },
  }
}
