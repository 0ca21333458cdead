import type { Agency } from '../../../common/register'
import { ownServices } from '../../../common/services'
import type { Policy, PolicyRow } from '../../../policies/policy'
import { partsOf } from '../../../policies/powers'
import type { LawReason } from '../../../policies/reasons'
import type { Handling } from '../../../policies/vocabulary'
import type { Publication } from './publication'

interface Identifier {
  readonly value: string
  readonly System: string
}

interface Party {
  readonly Name: string
  readonly CatalogueID: readonly { readonly value: string; readonly system: string }[]
}

/**
 * A row of an agreement as the national standard writes a sharing policy; days are as in 2026-04-01.
 * @see sharing-policy.schema.json
 */
export interface SharingPolicy {
  readonly URI: string
  readonly Identifier: Identifier
  readonly Name: string
  readonly Contact: string
  readonly Party: readonly Party[]
  readonly Data: readonly string[]
  readonly Purpose: readonly string[]
  readonly StartDate: string
  readonly EndDate: string
  readonly PermittedUse: readonly string[]
  readonly Restrictions: readonly string[]
  readonly DataRecipientResponsibilities: readonly string[]
  readonly SecurityMeasure: readonly string[]
  readonly LegalCompliance: readonly string[]
}

export interface Publishing {
  readonly publication: Publication
  readonly register: readonly Agency[]
}

/**
 * Every row for a purpose, by the name of its file. A row that changes on a day is two policies. Left out are
 * rows of the hub for whatever purpose, which are not about people, and those of a kind that no agency is of.
 */
export function sharingPolicies(
  policy: Policy,
  publishing: Publishing,
): ReadonlyMap<string, SharingPolicy> {
  const policies = [...policy.agreements.values()].flatMap(({ source, rows }) => {
    const providers = providersOf(source, publishing)
    if (providers.length === 0) return []
    return rows
      .filter(({ purpose }) => purpose !== null)
      .map((row) => toSharingPolicy(row, { ...publishing, source, providers, policy }))
  })
  return new Map(policies.map((one) => [`${one.Identifier.value}.json`, one]))
}

interface RowContext extends Publishing {
  readonly source: string
  readonly providers: readonly Party[]
  readonly policy: Policy
}

function toSharingPolicy(row: PolicyRow, context: RowContext): SharingPolicy {
  const { source, providers, publication, policy } = context
  const { recipientRole, discloses, inForceFrom, inForceUntil, requires } = row
  const purpose = String(row.purpose)
  const id = [source, recipientRole, purpose, inForceFrom].join('_')
  const { powers, conditions } = partsOf(row)
  return {
    URI: `${publication.publishedAt}${id}.json`,
    Identifier: { value: id, System: publication.publishedAt },
    Name: `What ${source} discloses to ${recipientRole} for ${purpose}`,
    Contact: publication.contact,
    Party: [...providers, recipientOf(recipientRole, publication)],
    Data: discloses,
    Purpose: [purpose, ...reasonsFor(row, policy.reasons)],
    StartDate: inForceFrom,
    EndDate: inForceUntil,
    PermittedUse: ['odrl:read'],
    Restrictions: restrictionsOf(row),
    DataRecipientResponsibilities: requires.map((statement) => `sightline:state/${statement}`),
    SecurityMeasure: publication.securityMeasures,
    LegalCompliance: [...powers, ...conditions],
  }
}

/** The agencies of a kind, or the hub's own service of that name. */
function providersOf(source: string, { publication, register }: Publishing): readonly Party[] {
  const agencies = register.filter(({ kind }) => kind === source)
  const services = ownServices.filter(({ code }) => code === source)
  return [...agencies, ...services].map(({ code, displayName }) => ({
    Name: displayName,
    CatalogueID: [{ value: code, system: publication.catalogue }],
  }))
}

/** Rows name a role: whoever holds it, wherever they work. */
function recipientOf(role: string, { catalogue }: Publication): Party {
  return {
    Name: `Staff in the role ${role}`,
    CatalogueID: [{ value: `role/${role}`, system: catalogue }],
  }
}

/** Laws that may be named as the reason for the row's purpose on one of its days. */
function reasonsFor(row: PolicyRow, reasons: readonly LawReason[]): readonly string[] {
  const taken = reasons.filter(
    ({ purpose, inForceFrom, inForceUntil }) =>
      purpose === row.purpose && inForceFrom <= row.inForceUntil && row.inForceFrom <= inForceUntil,
  )
  return [...new Set(taken.map(({ reason }) => reason))]
}

const restrictionsByHandling: Readonly<Record<Handling, readonly string[]>> = {
  NO_ONWARD: ['odrl:distribute', 'odrl:transfer'],
  MASH_ONLY: ['odrl:distribute', 'sightline:outside-the-safeguarding-hub'],
  OPEN_TO_PURPOSE: ['sightline:another-purpose'],
}

function restrictionsOf({ handling, withholds, discloses, showsSpent }: PolicyRow) {
  const mayHoldSpent = discloses.includes('CRIMINAL_OFFENCE') && !showsSpent
  return [
    ...restrictionsByHandling[handling],
    ...withholds.map((field) => `sightline:field/${field}`),
    ...(mayHoldSpent ? ['sightline:spent-convictions'] : []),
  ]
}
