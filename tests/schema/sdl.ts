import type { Agency } from '../../common/register'
import { listServices, ownServices } from '../../common/services'
import type { SdlReader } from '../../schema/instance-sdl'

/** A small partnership's SDL, by the names that schema/instance-sdl.ts asks for. */
export const smallSdl: Readonly<Record<string, string>> = {
  'every-agency': 'type View',
  hub: `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires", "@shareable", "@inaccessible", "@composeDirective"])
  @link(url: "https://sightline.example/policy/v1.0", import: ["@classified"])
  @composeDirective(name: "@classified")

directive @classified(as: [String!]!, rows: [String!]) on FIELD_DEFINITION

type Code @shareable {
  code: String @classified(as: [])
}

type RecordSource @shareable {
  agency: String @classified(as: [])
}

type Unused @shareable {
  nothing: String @classified(as: [])
}`,
  'subgraphs/person-index': `
type Query {
  person(id: ID!): Person @classified(as: ["IDENTITY"])
  people: [Person!] @classified(as: ["IDENTITY"])
}

type Person @key(fields: "id") {
  id: ID! @classified(as: ["IDENTITY"])
}`,
  'subgraphs/hub': `
type Mutation {
  openEnquiry(reason: String!): String @classified(as: ["HUB_RECORD"])
}`,
  'subgraphs/police': `
type Person @key(fields: "id") {
  id: ID! @classified(as: ["IDENTITY"])
  agencyRefs: [ID!] @external
  "What this agency holds."
  agency: PoliceView @requires(fields: "agencyRefs") @classified(as: [])
}

type PoliceView @shareable @view {
  crimes: [Crime!] @classified(as: ["CRIMINAL_OFFENCE"])
  intelligence: [String!] @classified(as: ["INTELLIGENCE"])
}

type Crime @shareable {
  source: RecordSource @classified(as: [])
  reference: ID @classified(as: [])
  offence: Code @classified(as: [])
}`,
  'subgraphs/housing': `
type Person @key(fields: "id") {
  id: ID! @classified(as: ["IDENTITY"])
  agencyRefs: [ID!] @external
  agency: HousingView @requires(fields: "agencyRefs") @classified(as: [])
}

type HousingView @shareable @view {
  tenancies: [Tenancy!] @classified(as: ["HOUSING"])
}

type Tenancy @shareable {
  source: RecordSource @classified(as: [])
  reference: ID @classified(as: [])
}`,
}

export const smallRegister: readonly Agency[] = [
  makeAgency('north-police', 'police', 0),
  makeAgency('south-police', 'police', 1),
  makeAgency('homes', 'housing', 2),
]

/** Without services that work things out: the small partnership has none. */
export function smallServices(register = smallRegister) {
  const needed = ownServices.filter(({ role }) => role !== 'computed' && role !== 'search')
  return listServices(register, needed)
}

export const smallCategories = [
  'IDENTITY',
  'HUB_RECORD',
  'CRIMINAL_OFFENCE',
  'INTELLIGENCE',
  'HOUSING',
]

/** The small partnership's SDL with some files replaced. */
export function readSmall(replaced: Readonly<Record<string, string>> = {}): SdlReader {
  return (name) => {
    const text = replaced[name] ?? smallSdl[name]
    if (text === undefined) throw new Error(`No SDL ${name}`)
    return text
  }
}

/** One file of the small partnership with one text replaced, as `readSmall` takes it. */
export function replaceIn(name: string, from: string, to: string): Record<string, string> {
  const text = smallSdl[name] ?? ''
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`)
  return { [name]: text.replace(from, to) }
}

function makeAgency(code: string, kind: Agency['kind'], position: number): Agency {
  const field = code.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return { code, displayName: code, kind, field, existenceProtected: false, position }
}
