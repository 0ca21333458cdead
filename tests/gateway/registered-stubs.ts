import type { DocumentNode } from 'graphql'
import { visit } from 'graphql'

import type { Agency } from '../../common/register'
import { agencySdl, hubSubgraphSdl, referencesField } from '../../schema/instance-sdl'
import { echoResolvers, StubSubgraph } from './stub-subgraph'

/** What agencies tell beside that they know somebody. */
export interface Told {
  /** The events that an agency tells of somebody, by its code and their hub id. */
  readonly eventsOf: (agency: string, person: string) => readonly object[]
  /** The involvements that an agency tells of, by its code. */
  readonly involvementsOf: (agency: string) => readonly object[]
}

/**
 * A person index in which these people, by hub id, are at every address and in every household, each known
 * to every agency.
 */
export function indexStub(
  register: readonly Agency[],
  people: () => readonly string[],
): StubSubgraph {
  const refs = (id: string) =>
    Object.fromEntries(
      register.map((agency) => [referencesField(agency), [`${agency.code}-${id.slice(1)}`]]),
    )
  const person = (id: string) => ({ id, ...refs(id), isAddressProtected: false })
  const everybody = () => people().map(person)
  return new StubSubgraph(hubSubgraphSdl('person-index', register), {
    Query: {
      person: (_: unknown, { id }: { id: string }) => (people().includes(id) ? person(id) : null),
      personByIdentifier: () => (people().includes('p1') ? person('p1') : null),
      peopleAtAddress: everybody,
      address: (_: unknown, { uprn }: { uprn: string }) => ({ id: uprn }),
    },
    Address: { people: everybody, hasMorePeople: () => false },
    Person: {
      __resolveReference: ({ id }: { id: string }) => person(id),
      household: everybody,
      hasMoreHousehold: () => false,
    },
  })
}

/** An agency that knows everybody and holds no record of them but what it is given to tell. */
export function registeredStub(agency: Agency, told: Told): StubSubgraph {
  const sdl = agencySdl(agency)
  const lists = recordListsOf(sdl).map((name) => [name, []] as const)
  return new StubSubgraph(sdl, {
    Person: {
      __resolveReference: (representation: Readonly<Record<string, unknown>>) => representation,
      [agency.field]: ({ id }: { readonly id: string }) => ({
        ...Object.fromEntries(lists),
        involvements: told.involvementsOf(agency.code),
        events: told.eventsOf(agency.code, id),
        eventsLeftOff: 0,
        eventsWithheld: [],
      }),
      ...echoResolvers(agency),
    },
  })
}

function recordListsOf(sdl: DocumentNode): readonly string[] {
  const names: string[] = []
  visit(sdl, {
    FieldDefinition: ({ name, arguments: args = [] }) => {
      if (args.some((argument) => argument.name.value === 'first')) names.push(name.value)
    },
  })
  return names
}
