import type { DisclosureEntry } from '../../disclosure-log/entry'
import { provenanceOf } from '../../disclosure-log/provenance'
import { entryFor, policeSource } from './entries'

type Node = Readonly<Record<string, unknown>>

function graphOf(...entries: readonly DisclosureEntry[]): ReadonlyMap<string, Node> {
  const leaves = entries.map((entry, index) => ({ log: 'gateway-1', index, entry }))
  const { '@graph': graph } = provenanceOf(leaves) as { readonly '@graph': readonly Node[] }
  return new Map(graph.map((node) => [String(node['@id']), node]))
}

const digest = `0a1b2c3d:${'c'.repeat(64)}`
const entry: DisclosureEntry = {
  ...entryFor('request-1'),
  ...{ staffId: 'case-system', onBehalfOf: 'a.worker' },
  sources: [{ ...policeSource, recordHashes: [digest] }],
}

describe('the provenance of an answer', () => {
  const graph = graphOf(entry)

  it('is an activity with its times, who asked and why', () => {
    expect(graph.get('urn:sightline:activity:request-1')).toMatchObject({
      '@type': 'prov:Activity',
      'prov:startedAtTime': { '@type': 'xsd:dateTime', '@value': entry.askedAt },
      'prov:endedAtTime': { '@type': 'xsd:dateTime', '@value': entry.at },
      'prov:wasAssociatedWith': [
        { '@id': 'urn:sightline:agent:northshire-police:case-system' },
        { '@id': 'urn:sightline:agent:northshire-police:a.worker' },
      ],
      ...{ 'sightline:purpose': 'ADULT_SAFEGUARDING', 'sightline:caseReference': 'MASH-0001' },
      ...{ 'sightline:log': 'gateway-1', 'sightline:index': 0, 'sightline:people': ['person-1'] },
    })
  })

  it('has a system act for its user, and both for their organisation', () => {
    expect(graph.get('urn:sightline:agent:northshire-police:case-system')).toEqual({
      '@id': 'urn:sightline:agent:northshire-police:case-system',
      '@type': 'prov:SoftwareAgent',
      'prov:actedOnBehalfOf': [
        { '@id': 'urn:sightline:agent:northshire-police:a.worker' },
        { '@id': 'urn:sightline:agency:northshire-police' },
      ],
    })
    expect(graph.get('urn:sightline:agent:northshire-police:a.worker')).toMatchObject({
      '@type': 'prov:Person',
    })
  })

  it('has the request, the policy, each part and the answer as entities, by their hashes', () => {
    expect(graph.get('urn:sightline:request:request-1')).toMatchObject({
      'sightline:sha256': entry.requestHash,
    })
    expect(graph.get('urn:sightline:policy:0123456789abcdef')).toBeDefined()
    expect(graph.get('urn:sightline:answer:request-1')).toMatchObject({
      'sightline:sha256': entry.responseHash,
      'prov:wasGeneratedBy': { '@id': 'urn:sightline:activity:request-1' },
    })
    expect(graph.get('urn:sightline:part:request-1:northshire-police')).toMatchObject({
      'prov:wasAttributedTo': { '@id': 'urn:sightline:agency:northshire-police' },
      'prov:wasDerivedFrom': [{ '@id': `urn:sightline:record:${encodeURIComponent(digest)}` }],
      'sightline:withheld': ['PoliceView.intelligence CATEGORY_NOT_DISCLOSED'],
    })
  })

  it('refers to nothing that is not there', () => {
    const named = [...JSON.stringify([...graph.values()]).matchAll(/"@id":"([^"]+)"/g)]
    expect(named.length).toBeGreaterThan(10)
    for (const [, id = ''] of named) expect(graph.has(id)).toBe(true)
  })

  it('says nothing that the entry does not say', () => {
    const words = [...graph.values()].flatMap((node) =>
      Object.entries(node)
        .filter(([member]) => /^sightline:(?!log|index|withheld)/.test(member))
        .flatMap(([, value]) => value),
    )
    expect(words.length).toBeGreaterThan(10)
    for (const word of words) expect(JSON.stringify(entry)).toContain(JSON.stringify(word))
  })
})

describe('provenance of a whole log', () => {
  it('names each agency, policy and member of staff once, and leaves out what is no answer', () => {
    const leaves = [
      { log: 'g', index: 0, entry },
      { log: 'g', index: 1, entry: { ...entry, requestId: 'request-2' } },
      { log: 'g', index: 2, entry: { event: 'STARTED' as const, at: entry.at, instance: 'g' } },
    ]
    const { '@graph': graph } = provenanceOf(leaves) as { readonly '@graph': readonly Node[] }
    const ids = graph.map((node) => node['@id'])
    expect(new Set(ids).size).toBe(ids.length)
    expect(graph.filter((node) => node['@type'] === 'prov:Activity')).toHaveLength(2)
  })

  it('escapes what stands in an entry where it becomes a name', () => {
    const evil = 'a:b/../"\u202e\ud800 <x>'
    const graph = graphOf({ ...entry, staffId: evil, onBehalfOf: null })
    const agents = [...graph.keys()].filter((id) => id.startsWith('urn:sightline:agent:'))
    expect(agents).toEqual([
      expect.stringMatching(/^urn:sightline:agent:northshire-police:[\w.%-]+$/),
    ])
  })
})
