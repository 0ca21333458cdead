import type { AddressInput } from './addresses'
import { coResidentsOf } from './co-residents'
import type { InsightEvent, OtherPerson } from './event'
import type { AppliedRule, EventSource, Evidence } from './evidence'
import { sourcesOf } from './evidence'
import { knownEvents } from './input'
import { compareEvents, compareTexts } from './placed-event'

/** What an agency wrote down that somebody is to the person. */
export interface RelationshipAssertion extends EventSource {
  readonly label: string
  /** ISO 8601, with no more than is known. */
  readonly occurredAt: string | null
  readonly recordedAt: string
  /** Kind of the event that says so, as the schema's EventKind. */
  readonly kind: string
  /** Their part in it, as the schema's SubjectRole. */
  readonly role: string | null
}

/** AGREED: said more than once, always the same. SINGLE: said once, or never in words. */
export type Consensus = 'AGREED' | 'DISPUTED' | 'SINGLE'
export type Answer = 'YES' | 'NO' | 'POSSIBLE'

/** What two people are to each other, as far as anybody says; never one label. */
export interface Relationship extends Evidence {
  /** The hub's id; null when the agency's reference is not linked to anybody. */
  readonly person: string | null
  /** Agency and reference of who is not linked; null of who is. */
  readonly unlinked: { readonly agency: string; readonly reference: string } | null
  /** The latest first. */
  readonly assertions: readonly RelationshipAssertion[]
  /** Different labels, sorted; without "unknown". */
  readonly labels: readonly string[]
  readonly consensus: Consensus
  /** Domestic Abuse Act 2021 s.2, from the labels: beside them, never instead. NO only if nothing is missing. */
  readonly daPersonallyConnected: Answer
  readonly sameHousehold: Answer
}

/** @see Domestic Abuse Act 2021 s.2, from the labels alone; households from labels and addresses */
export const relationshipRule: AppliedRule = { name: 'relationship-labels', version: '1' }

const connectedWords = [
  ...['partner', 'spouse', 'husband', 'wife', 'girlfriend', 'boyfriend', 'fiance', 'civil partner'],
  ...['cohabitee', 'married', 'parent', 'mother', 'father', 'son', 'daughter', 'child', 'brother'],
  ...['sister', 'sibling', 'relative', 'grandparent', 'grandchild', 'uncle', 'aunt', 'nephew'],
  ...['niece', 'cousin', 'co-parent', 'ex'],
]
const householdWords = ['housemate', 'flatmate', 'lodger', 'landlord', 'tenant', 'cohabitee']
const unsaid = new Set(['', 'unknown', 'not known', 'other', 'none'])

/**
 * What each other person in the person's events is to the person, one entry per pair.
 * @param input events of the person, and of the others as far as `sameHousehold` should rest on addresses
 */
export function relationshipsOf(input: AddressInput, person: string): readonly Relationship[] {
  const pairs = new Map<string, Mention[]>()
  for (const event of knownEvents(input).toSorted(compareEvents)) {
    if (event.person !== person) continue
    for (const other of event.people ?? []) addMention(pairs, { event, other })
  }
  const atSameAddress = new Map(
    coResidentsOf(input, person)
      .map((one) => [one.person, one] as const)
      .reverse(),
  )
  return [...pairs.values()]
    .map((mentions) => relationshipOf(mentions, input, atSameAddress))
    .sort((one, other) => compareTexts(keyOf(one), keyOf(other)))
}

interface Mention {
  readonly event: InsightEvent
  readonly other: OtherPerson
}

/** Somebody without a reference is nobody in particular, and makes no pair. */
function addMention(pairs: Map<string, Mention[]>, mention: Mention): void {
  const key = otherKey(mention.event, mention.other)
  if (key === null || mention.other.person === mention.event.person) return
  const known = pairs.get(key)
  if (known) known.push(mention)
  else pairs.set(key, [mention])
}

/** Who somebody is, across agencies as far as references are linked; null when nobody knows who they are. */
export function otherKey({ agency }: InsightEvent, { person, reference }: OtherPerson) {
  if (person !== null) return person
  return reference === null ? null : JSON.stringify([agency, reference])
}

/** The person of a key of `otherKey`; null for an agency's reference that is not linked. */
export function personOfKey(key: string): string | null {
  return key.startsWith('[') ? null : key
}

function keyOf({ person, unlinked }: Relationship): string {
  return person ?? JSON.stringify([unlinked?.agency, unlinked?.reference])
}

function relationshipOf(
  mentions: readonly Mention[],
  { missing }: AddressInput,
  atSameAddress: ReadonlyMap<string, Overlap>,
): Relationship {
  const person = mentions[0]?.other.person ?? null
  const said = mentions.filter(({ other }) => !unsaid.has(normalize(other.relationship)))
  const labels = [...new Set(said.map(({ other }) => normalize(other.relationship)))].sort()
  const isSeenWhole = missing.length === 0
  const overlap = person === null ? undefined : atSameAddress.get(person)
  return {
    ...{ person, unlinked: person === null ? unlinkedOf(mentions) : null },
    assertions: said.map(assertionOf).sort(byLatest),
    labels,
    consensus: consensusOf(labels.length, said.length),
    daPersonallyConnected: connectedBy(labels, isSeenWhole),
    sameHousehold: householdBy(labels, overlap, isSeenWhole),
    sources: sourcesOf(mentions.map(({ event }) => event)),
    ...{ rule: relationshipRule, missing },
  }
}

interface Overlap {
  readonly isCurrent: boolean
  readonly strength: string
}

function unlinkedOf([mention]: readonly Mention[]): Relationship['unlinked'] {
  const reference = mention?.other.reference ?? null
  return mention && reference !== null ? { agency: mention.event.agency, reference } : null
}

function assertionOf({ event, other }: Mention): RelationshipAssertion {
  const { agency, recordId, occurredAt, recordedAt, kind } = event
  return {
    ...{ agency, recordId, occurredAt, recordedAt, kind },
    ...{ label: normalize(other.relationship), role: other.role },
  }
}

function byLatest(one: RelationshipAssertion, other: RelationshipAssertion): number {
  return (
    compareTexts(other.recordedAt, one.recordedAt) ||
    compareTexts(one.agency, other.agency) ||
    compareTexts(one.recordId, other.recordId)
  )
}

/** As it was written, without differences of case and spaces. */
function normalize(label: string | null): string {
  return (label ?? '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
}

function consensusOf(labels: number, assertions: number): Consensus {
  if (labels > 1) return 'DISPUTED'
  return assertions > 1 ? 'AGREED' : 'SINGLE'
}

/** One label that connects is enough to be possible; all of them, to be yes. */
function connectedBy(labels: readonly string[], isSeenWhole: boolean): Answer {
  const connecting = labels.filter((label) => hasWord(label, connectedWords))
  if (connecting.length > 0) return connecting.length === labels.length ? 'YES' : 'POSSIBLE'
  return labels.length > 0 && isSeenWhole ? 'NO' : 'POSSIBLE'
}

const residences: readonly string[] = ['VERIFIED_RESIDENCE', 'TENANCY', 'RESIDENCE', 'REGISTRATION']

function householdBy(
  labels: readonly string[],
  overlap: Overlap | undefined,
  isSeenWhole: boolean,
): Answer {
  if (overlap?.isCurrent && residences.includes(overlap.strength)) return 'YES'
  if (overlap || labels.some((label) => hasWord(label, householdWords))) return 'POSSIBLE'
  return isSeenWhole ? 'NO' : 'POSSIBLE'
}

/** "former partner" has the word "partner"; "ex-husband" has "ex" and "husband". */
function hasWord(label: string, words: readonly string[]): boolean {
  return words.some((word) => ` ${label.replaceAll('-', ' ')} `.includes(` ${word} `))
}
