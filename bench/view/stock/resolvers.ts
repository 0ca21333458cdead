import type { buildSubgraphSchema } from '@apollo/subgraph'

import { buildASTSchema, getNamedType, isObjectType } from 'graphql'

import type { Agency } from '../../../common/register'
import { agencySdl, referencesField } from '../../../schema/instance-sdl'
import type { AgencyKindDefinition } from '../../../subgraphs/kit/agency/agency-kind'
import type { Loaders } from './loaders'
import { showPerson, showRecord } from './show-record'

type Modules = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>
type Resolvers = NonNullable<Extract<Modules[number], { typeDefs: unknown }>['resolvers']>

interface View {
  readonly refs: readonly string[]
}

interface Context {
  readonly loaders: Loaders
}

/**
 * Resolvers that show records as they are kept, and what the kind computes from one record or several.
 * Lists that a kind filters by rules are not filtered here.
 */
export function agencyResolvers(agency: Agency, kind: AgencyKindDefinition): Resolvers {
  const viewName = viewTypeOf(agency)
  const lists = Object.entries(kind.lists).map(([field, recordType]) => {
    const list = async ({ refs }: View, { first }: { first: number }, { loaders }: Context) => {
      const records = await loaders.loadList(recordType, { refs })
      return records.slice(0, first).map((record) => showRecord(record, agency, refs))
    }
    return [field, list] as const
  })
  const people = async ({ refs }: View, _args: unknown, { loaders }: Context) => {
    const found = await loaders.loadList('person', { refs })
    return found.map((person) => showPerson(person, agency))
  }
  return {
    ...kind.resolvers,
    [viewName]: { ...kind.resolvers[viewName], people, ...Object.fromEntries(lists) },
    Person: {
      __resolveReference: (reference: object) => reference,
      [agency.field]: (person: Readonly<Record<string, readonly string[]>>): View | null => {
        const refs = person[referencesField(agency)] ?? []
        return refs.length === 0 ? null : { refs }
      },
    },
  } as unknown as Resolvers
}

/** Name of the type of the agency's field on `Person`. */
function viewTypeOf(agency: Agency): string {
  const person = buildASTSchema(agencySdl(agency), { assumeValid: true }).getType('Person')
  const field = isObjectType(person) ? person.getFields()[agency.field] : undefined
  if (!field) throw new Error(`${agency.code} has no view`)
  return getNamedType(field.type).name
}
