import { SmallHub, type SmallHubOptions } from '../small-hub'
import { replaceIn, smallRegister, smallSdl } from '../../schema/sdl'

const homes = smallSdl['subgraphs/housing'] ?? ''

/** What a computing field of the landlord's requires of a force. */
export const requiredOfPolice = 'northPolice { crimes { reference offence { code } } intelligence }'

const external = `
type PoliceView @shareable {
  crimes(first: Int = 100): [Crime!] @external
  intelligence: [String!] @external
}

type Crime @shareable {
  reference: ID @external
  offence: Code @external
}`

const computed = `agencyRefs: [ID!] @external
  northPolice: PoliceView @external
  chronology: String @requires(fields: "${requiredOfPolice}") @classified(as: ["HUB_RECORD"])
  again: String @requires(fields: "northPolice { crimes { reference } }") @classified(as: ["HUB_RECORD"])`

const police = replaceIn('subgraphs/police', 'crimes: [', 'crimes(first: Int = 100): [')

/** Computes over what the landlord computed: two steps from the police's records. */
const probation = `
type Person @key(fields: "id") {
  id: ID! @classified(as: ["IDENTITY"])
  agencyRefs: [ID!] @external
  agency: ProbationView @requires(fields: "agencyRefs") @classified(as: [])
  chronology: String @external
  summary: String @requires(fields: "chronology") @classified(as: ["HUB_RECORD"])
}

type ProbationView @shareable @view {
  officer: String @classified(as: ["HUB_RECORD"])
}`

/** What a computing resolver was given. */
export type Given = Readonly<Record<string, unknown>>

/** A hub whose landlord computes over a force's records, and probation over what that comes to. */
export class ComputingHub extends SmallHub {
  readonly given: Given[]

  constructor(options: SmallHubOptions = {}) {
    const given: Given[] = []
    const [first] = smallRegister
    if (!first) throw new Error('No agency')
    const officers = { ...first, code: 'officers', displayName: 'officers', field: 'officers' }
    super({
      register: [...smallRegister, { ...officers, kind: 'probation', position: 3 }],
      sdl: {
        ...police,
        'subgraphs/housing': homes.replace('agencyRefs: [ID!] @external', computed) + external,
        'subgraphs/probation': probation,
      },
      resolvers: {
        homes: {
          Person: {
            chronology: (person: Given) => {
              given.push(person)
              return JSON.stringify(person['northPolice'])
            },
            again: () => 'again',
          },
        },
        officers: {
          Person: { summary: ({ chronology }: Given) => `summary of ${String(chronology)}` },
        },
      },
      ...options,
    })
    this.given = given
  }
}
