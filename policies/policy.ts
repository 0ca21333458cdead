import { createHash } from 'node:crypto'

import type { Agreement, AgreementRow } from './agreements'
import { readAgreement } from './agreements'
import linkageData from './linkage.json'
import type { LinkageTerms } from './linkage'
import { readLinkageTerms } from './linkage'
import prohibitionData from './prohibitions.json'
import type { Prohibition } from './prohibitions'
import { findProhibition, readProhibitions } from './prohibitions'
import type { PurposeClaims, PurposeTerms } from './purposes'
import { readPurposeClaims, readPurposeTerms } from './purposes'
import type { LawReason } from './reasons'
import { readReasons } from './reasons'
import reasonData from './reasons.json'
import type { RelationTerms } from './relations'
import { readRelationTerms } from './relations'
import relationData from './relations.json'
import thresholdData from './thresholds.json'
import type { Thresholds } from './thresholds'
import { readThresholds } from './thresholds'
import type { Category, SourceKind } from './vocabulary'

/** A row ready to be asked. */
export interface PolicyRow extends AgreementRow {
  readonly categories: ReadonlySet<string>
}

/** An agreement ready to be asked. */
export interface PolicyAgreement extends Agreement {
  readonly rows: readonly PolicyRow[]
}

/** Who may claim what, and what each kind of source discloses then. */
export interface Policy {
  readonly claims: PurposeClaims
  /** By purpose. */
  readonly terms: ReadonlyMap<string, PurposeTerms>
  /** What a statute keeps back, whatever is agreed. */
  readonly prohibitions: readonly Prohibition[]
  /** Which purpose an address of the law stands for. */
  readonly reasons: readonly LawReason[]
  /** By what the one who asks is to the person asked about. */
  readonly relations: ReadonlyMap<string, RelationTerms>
  /** By kind of source. */
  readonly agreements: ReadonlyMap<string, PolicyAgreement>
  /** Numbers that the rules of what is computed compare with. */
  readonly thresholds: Thresholds
  /** What the index does with records that are alike. */
  readonly linkage: LinkageTerms
  /** Changes when any word of the policy's data changes; part of every log entry. */
  readonly version: string
}

/** The files of a policy beside purposes and agreements; default: those in force. */
export interface FurtherPolicyData {
  readonly relations?: unknown
  readonly prohibitions?: unknown
  readonly thresholds?: unknown
  readonly reasons?: unknown
  readonly linkage?: unknown
}

/**
 * A policy made of a file of purposes, one agreement for each kind of source, and the files beside them.
 * @throws Error naming the file and the row that cannot be part of it.
 */
export function readPolicy(
  purposes: unknown,
  agreements: Readonly<Record<string, unknown>>,
  further: FurtherPolicyData = {},
): Policy {
  const { relations = relationData, prohibitions = prohibitionData } = further
  const { thresholds = thresholdData, reasons = reasonData, linkage = linkageData } = further
  const claims = readPurposeClaims('policies/purposes.json', purposes)
  const prohibited = readProhibitions('policies/prohibitions.json', prohibitions)
  const known = new Map<string, PolicyAgreement>()
  // In one order, whichever the files came in: the version must not depend on it.
  const sorted = Object.entries(agreements).toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [kind, content] of sorted) {
    const file = `policies/agreements/${kind}.json`
    known.set(kind, readOwnAgreement(file, kind, { content, claims, prohibitions: prohibited }))
  }
  const terms = readPurposeTerms('policies/purposes.json', purposes)
  return {
    ...{ claims, terms, agreements: known, prohibitions: prohibited },
    relations: readRelationTerms('policies/relations.json', relations),
    thresholds: readThresholds('policies/thresholds.json', thresholds),
    reasons: readReasons('policies/reasons.json', reasons, terms),
    linkage: readLinkageTerms('policies/linkage.json', linkage),
    version: versionOf([purposes, sorted, relations, prohibitions, thresholds, reasons, linkage]),
  }
}

/**
 * The policy with another agreement of one kind of source and no other agreement: what an agency with
 * an agreement of its own decides by, beside the policy of all.
 * @throws Error naming the file and the row that cannot be part of it.
 */
export function withAgreement(
  policy: Policy,
  own: { readonly file: string; readonly kind: string; readonly content: unknown },
): Policy {
  const { file, kind, content } = own
  const { claims, prohibitions } = policy
  const agreement = readOwnAgreement(file, kind, { content, claims, prohibitions })
  const agreements = new Map([[kind, agreement]])
  return { ...policy, agreements, version: versionOf([policy.version, content]) }
}

/**
 * Refuses to go on with a source that has agreed to nothing: everything of it would be withheld, and
 * nobody would know that a file was forgotten.
 * @throws Error naming the file that is missing.
 */
export function requireAgreements(policy: Policy, kinds: readonly SourceKind[]): void {
  const missing = kinds.find((kind) => !policy.agreements.has(kind))
  if (missing !== undefined) throw new Error(`policies/agreements/${missing}.json is missing`)
}

interface AgreementContent extends Pick<Policy, 'claims' | 'prohibitions'> {
  readonly content: unknown
}

function readOwnAgreement(
  file: string,
  kind: string,
  { content, claims, prohibitions }: AgreementContent,
): PolicyAgreement {
  const agreement = readAgreement(file, content)
  if (agreement.source !== kind) throw new Error(`${file}: source is "${agreement.source}"`)
  checkClaims(agreement, claims, file)
  checkProhibitions(agreement, prohibitions, file)
  return { ...agreement, rows: agreement.rows.map(toPolicyRow) }
}

/** A row for a role that cannot claim its purpose would look like a right and never be one. */
function checkClaims(agreement: Agreement, claims: PurposeClaims, file: string): void {
  for (const [index, { recipientRole, purpose }] of agreement.rows.entries()) {
    if (purpose === null || claims.get(purpose)?.includes(recipientRole)) continue
    throw new Error(`${file}, row ${index + 1}: ${recipientRole} may not claim ${purpose}`)
  }
}

/** A row that a statute overrides would look like a right and never be one. */
function checkProhibitions(
  { source, rows }: Agreement,
  prohibitions: readonly Prohibition[],
  file: string,
): void {
  for (const [index, { purpose }] of rows.entries()) {
    const found = findProhibition(prohibitions, purpose, source)
    if (found)
      throw new Error(`${file}, row ${index + 1}: ${found.law} prohibits it for ${found.purpose}`)
  }
}

function toPolicyRow(row: AgreementRow): PolicyRow {
  return { ...row, categories: new Set<Category>(row.discloses) }
}

function versionOf(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16)
}
