import type { Agency } from '../../common/register'
import type { SdlReader } from '../../schema/instance-sdl'
import { agencySdl, hubSubgraphSdl } from '../../schema/instance-sdl'
import type { TypeResolvers } from './stub-subgraph'
import { echoResolvers, StubSubgraph } from './stub-subgraph'

const people: Readonly<Record<string, Readonly<Record<string, readonly string[] | null>>>> = {
  both: { northPoliceRefs: ['N1'], southPoliceRefs: ['S1'], homesRefs: null },
  housed: { northPoliceRefs: [], southPoliceRefs: null, homesRefs: ['H1'] },
}

/** A person index that knows two people. @param further resolvers, by type and field */
export function smallIndex(
  register: readonly Agency[],
  read: SdlReader,
  further: TypeResolvers = {},
): StubSubgraph {
  const find = (id: string) => (people[id] ? { id, ...people[id] } : null)
  return new StubSubgraph(hubSubgraphSdl('person-index', register, read), {
    Query: {
      person: (_: unknown, { id }: { id: string }) => find(id),
      people: () => Object.keys(people).map(find),
      ...further['Query'],
    },
    Person: {
      ...further['Person'],
      __resolveReference: ({ id }: { id: string }) => find(id),
    },
  })
}

type Representation = Readonly<Record<string, unknown>>

const records: Readonly<Record<string, unknown>> = {
  N1: { crimes: [{ reference: 'N-1', offence: { code: '008/06' } }], intelligence: ['heard'] },
  S1: { crimes: [{ reference: 'S-1', offence: { code: '105/01' } }, { reference: 'S-2' }] },
  H1: { tenancies: [{ reference: 'T-1' }] },
}

/** An agency with its records of the two. @param further resolvers, by type and field */
export function smallAgency(
  agency: Agency,
  read: SdlReader,
  further: TypeResolvers = {},
): StubSubgraph {
  const refs = `${agency.field}Refs`
  const view = (person: Representation) => {
    const [first] = (person[refs] ?? []) as readonly string[]
    return first === undefined ? null : (records[first] ?? null)
  }
  return new StubSubgraph(agencySdl(agency, read), {
    Person: {
      __resolveReference: (person: Representation) => person,
      [agency.field]: view,
      ...echoResolvers(agency),
      ...further['Person'],
    },
  })
}
