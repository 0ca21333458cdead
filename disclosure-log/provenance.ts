import type { DisclosureEntry, SourceEntry } from './entry'
import { isDisclosure } from './entry'
import type { Leaf } from './leaf'

/** A node of a graph in JSON-LD. */
type Node = Readonly<Record<string, unknown>>

/** Names of the log's own words; they lead nowhere. */
const vocabulary = 'https://sightline.example/log#'

const context = {
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  sightline: vocabulary,
}

/**
 * Entries as provenance: each answer an activity, who asked its agents, and the request, the policy, what each
 * agency disclosed and the answer its entities. It says nothing that the entries do not: records by the
 * same keyed digests, people by hub id, coordinates and never content.
 * @see https://www.w3.org/TR/prov-o/
 */
export function provenanceOf(leaves: Iterable<Leaf>): Node {
  const nodes = new Map<string, Node>()
  for (const { log, index, entry } of leaves) {
    if (!isDisclosure(entry)) continue
    for (const node of nodesOf(entry, { log, index })) nodes.set(String(node['@id']), node)
  }
  return { '@context': context, '@graph': [...nodes.values()] }
}

type Place = Pick<Leaf, 'log' | 'index'>

function nodesOf(entry: DisclosureEntry, place: Place): readonly Node[] {
  const parts = entry.sources.map((source) => partOf(source, entry))
  return [activityOf(entry, place), ...agentsOf(entry), ...entitiesOf(entry), ...parts.flat()]
}

function activityOf(entry: DisclosureEntry, { log, index }: Place): Node {
  const { purpose, caseReference, reason, statements, review, requestId } = entry
  const agents = [entry.staffId, entry.onBehalfOf].filter((id) => id !== null)
  return {
    '@id': name('activity', requestId),
    '@type': 'prov:Activity',
    'prov:startedAtTime': moment(entry.askedAt),
    'prov:endedAtTime': moment(entry.at),
    'prov:wasAssociatedWith': agents.map((id) => ref('agent', entry.homeAgency, id)),
    'sightline:roles': entry.roles,
    'prov:used': [
      ref('request', requestId),
      ref('policy', entry.policyVersion),
      ...entry.sources.map(({ source }) => ref('part', requestId, source)),
    ],
    ...{ 'sightline:log': log, 'sightline:index': index, 'sightline:operations': entry.operations },
    ...told({ enquiryId: entry.enquiryId, purpose, caseReference, reason }),
    ...(statements ? { 'sightline:statements': JSON.stringify(statements) } : {}),
    ...(review ? { 'sightline:reviewFlags': review.flags } : {}),
    'sightline:people': entry.people,
  }
}

/** A system acts for its user, and whoever acts does so for their organisation. */
function agentsOf({ staffId, onBehalfOf, homeAgency }: DisclosureEntry): readonly Node[] {
  const organisation = { '@id': name('agency', homeAgency), '@type': 'prov:Organization' }
  const isSystem = onBehalfOf !== null
  const asker = {
    '@id': name('agent', homeAgency, staffId),
    '@type': isSystem ? 'prov:SoftwareAgent' : 'prov:Person',
    'prov:actedOnBehalfOf': [
      ...(isSystem ? [ref('agent', homeAgency, onBehalfOf)] : []),
      ref('agency', homeAgency),
    ],
  }
  if (!isSystem) return [organisation, asker]
  const user = {
    '@id': name('agent', homeAgency, onBehalfOf),
    '@type': 'prov:Person',
    'prov:actedOnBehalfOf': [ref('agency', homeAgency)],
  }
  return [organisation, asker, user]
}

function entitiesOf(entry: DisclosureEntry): readonly Node[] {
  const { requestId, requestHash, responseHash, policyVersion, sources } = entry
  const hash = (value: string) => ({ 'sightline:sha256': value })
  return [
    { '@id': name('request', requestId), '@type': 'prov:Entity', ...hash(requestHash) },
    { '@id': name('policy', policyVersion), '@type': 'prov:Entity' },
    {
      '@id': name('answer', requestId),
      '@type': 'prov:Entity',
      ...hash(responseHash),
      'prov:wasGeneratedBy': ref('activity', requestId),
      'prov:wasDerivedFrom': sources.map(({ source }) => ref('part', requestId, source)),
    },
  ]
}

/** What one agency disclosed and kept back, and from which records. */
function partOf(part: SourceEntry, { requestId }: DisclosureEntry): readonly Node[] {
  const { source, coverage, records, disclosed, withheld, legalPowers, recordHashes } = part
  return [
    { '@id': name('agency', source), '@type': 'prov:Organization' },
    {
      '@id': name('part', requestId, source),
      '@type': 'prov:Entity',
      'prov:wasAttributedTo': ref('agency', source),
      'prov:wasDerivedFrom': recordHashes.map((digest) => ref('record', digest)),
      'sightline:disclosed': disclosed,
      'sightline:withheld': withheld.map(({ field, reason }) => `${field} ${reason}`),
      'sightline:legalPowers': legalPowers,
      ...told({
        records,
        status: coverage?.status ?? null,
        statusReason: coverage?.reason ?? null,
      }),
    },
    ...recordHashes.map((digest) => ({ '@id': name('record', digest), '@type': 'prov:Entity' })),
  ]
}

/** Members that say something. */
function told(members: Readonly<Record<string, string | number | null>>): Node {
  const said = Object.entries(members).filter(([, value]) => value !== null)
  return Object.fromEntries(said.map(([member, value]) => [`sightline:${member}`, value]))
}

function moment(value: string): Node {
  return { '@type': 'xsd:dateTime', '@value': value }
}

function ref(kind: string, ...parts: readonly string[]): Node {
  return { '@id': name(kind, ...parts) }
}

/** An IRI of the log's own: whatever stands in the entry is escaped in it. */
function name(kind: string, ...parts: readonly string[]): string {
  // Half of a pair of code units cannot be escaped.
  const whole = parts.map((part) => part.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
  return `urn:sightline:${[kind, ...whole].map(encodeURIComponent).join(':')}`
}
