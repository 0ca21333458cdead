import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'

/** A made-up partnership of any size: an index and agencies with a list of records of each person. */
export interface Partnership {
  readonly supergraphSdl: string
  /** Asks for one person. */
  readonly onePerson: string
  /** Asks for fifty. */
  readonly people: string
  /** Addresses by subgraph, the index first. */
  readonly ports: readonly number[]
}

export const peopleCount = 50
export const recordsEach = 3

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])'
const index =
  'type Query { person: Person people: [Person] } type Person @key(fields: "id") { id: ID! }'
const leaves = 'ref date kind summary place severity'

function agencySdl(name: string): string {
  return `type Person @key(fields: "id") { id: ID! ${name}: [Record] }
    type Record @shareable { ref: ID date: String kind: String summary: String place: String severity: Int }`
}

/** Composes an index and as many agencies. @throws Error when that fails */
export function composePartnership(agencies: number, firstPort: number): Partnership {
  const names = Array.from({ length: agencies }, (_, at) => `agency${at}`)
  const ports = ['index', ...names].map((_, at) => firstPort + at)
  const services = [index, ...names.map(agencySdl)].map((sdl, at) => ({
    name: at === 0 ? 'index' : (names[at - 1] ?? ''),
    typeDefs: parse(`${link}\n${sdl}`),
    url: `http://127.0.0.1:${ports[at] ?? 0}/graphql`,
  }))
  const { supergraphSdl, errors } = composeServices(services)
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'))
  const fields = names.map((name) => `${name} { ${leaves} }`).join(' ')
  return {
    supergraphSdl,
    onePerson: `{ person { id ${fields} } }`,
    people: `{ people { id ${fields} } }`,
    ports,
  }
}
