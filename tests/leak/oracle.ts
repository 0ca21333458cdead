import type { GraphQLField, GraphQLSchema } from 'graphql'
import { getNamedType, isObjectType, Kind } from 'graphql'

import type { Asker, Exception, Kept } from './asker'
import type { KnownAgency } from './computed-oracle'
import { ComputedOracle } from './computed-oracle'
import { listOfEvent } from './event-lists'
import type { EventWords, Leaf } from './leaves'
import { readLeaves } from './leaves'
import { readJson, WrittenAgreements } from './written-agreements'

/** An answer to be judged. */
export interface Judged {
  readonly query: string
  readonly data: unknown
  /** By hub id: those of whom something is kept. */
  readonly people?: ReadonlyMap<string, Kept>
}

/** Says which leaves may have a value: the agreements and `@classified`, and nothing else. */
export class Oracle {
  readonly #schema: GraphQLSchema
  readonly #kinds: ReadonlyMap<string, string>
  readonly #agreements = new WrittenAgreements()
  readonly #computed: ComputedOracle

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
    const agencies = readJson('agencies.json') as Omit<KnownAgency, 'view'>[]
    this.#kinds = new Map(agencies.map(({ field, kind }) => [`Person.${field}`, kind]))
    const known = agencies.map((agency) => ({ ...agency, view: this.#viewOf(agency.field) }))
    this.#computed = new ComputedOracle(known, {
      isTold: ({ kind }, coordinate, asker) =>
        this.#isAgreed(kind, { coordinate, categories: this.#categoriesOf(coordinate) }, asker),
      isEventTold: ({ kind, view }, event, asker) =>
        this.#isAgreed(kind, this.#rowOf(`${view}.events`, event), asker),
      tellsEvents: ({ kind, view }, asker) =>
        this.#rowsOf(`${view}.events`).some((category) =>
          this.#isAgreed(kind, { coordinate: '', categories: [category] }, asker),
        ),
    })
  }

  /**
   * Paths of the leaves that have a value and may not.
   * @param exceptions of whoever is asked about
   */
  findLeaks(
    { query, data, people = new Map() }: Judged,
    asker: Asker,
    exceptions: readonly Exception[],
  ): readonly string[] {
    const leaves = readLeaves(this.#schema, query, data)
    const asked = leaves.find((leaf) => leaf.isPerson && leaf.coordinates.length === 1)?.person
    const isBeside = ({ coordinates, person = null }: Leaf) =>
      leadsBeside(coordinates) && person !== (asked ?? null)
    return leaves
      .filter((leaf) => {
        const kept = people.get(leaf.person ?? '')
        if (leaf.isPerson && kept?.isNeverBeside && isBeside(leaf)) return true
        const isOther = isOfOne(leaf.coordinates) && isBeside(leaf)
        return !this.#mayHave(leaf, asker, kept?.exceptions ?? (isOther ? [] : exceptions))
      })
      .map(({ path, coordinates }) => `${path} (${coordinates.join(' > ')})`)
  }

  #mayHave(leaf: Leaf, asker: Asker, exceptions: readonly Exception[]): boolean {
    const { coordinates, event } = leaf
    let source = 'person-index'
    let kept: Exception['kept'] | null = null
    const fields = coordinates.map((coordinate) => ({
      coordinate,
      categories: this.#categoriesOf(coordinate),
    }))
    const row = event ? [this.#rowOf(coordinates.at(-1) ?? '', event)] : []
    const isAgreed = [...fields, ...row].every(({ coordinate, categories }) => {
      if (isOfOwner(coordinate)) {
        source = this.#sourceOf(coordinate)
        kept = exceptions.find(({ field }) => coordinate === `Person.${field}`)?.kept ?? null
      }
      if (kept === 'everything' || (kept !== null && categories?.includes('ADDRESS'))) return false
      return this.#isAgreed(source, { coordinate, categories }, asker)
    })
    const isOfOthers = coordinates.some((coordinate) => ofHouseholds.includes(coordinate))
    return isAgreed && this.#computed.mayTell(leaf, asker, isOfOthers ? [] : exceptions)
  }

  /** Whose a field of a person or an address is. */
  #sourceOf(coordinate: string): string {
    if (isSearch(coordinate)) return 'search-tokens'
    if (coordinate.startsWith('PersonSearch.')) return 'person-index'
    const kind = this.#kinds.get(coordinate)
    return kind ?? (this.#isComputed(coordinate) ? 'insights' : 'person-index')
  }

  /** Worked out by insights, not brought to it. */
  #isComputed(coordinate: string): boolean {
    return (this.#fieldOf(coordinate)?.astNode?.directives ?? []).some(
      ({ name, arguments: args }) => {
        const isJoin = name.value === 'join__field'
        return isJoin && args?.some((argument) => argument.name.value === 'requires')
      },
    )
  }

  #viewOf(field: string): string {
    const own = this.#fieldOf(`Person.${field}`)
    return own ? getNamedType(own.type).name : ''
  }

  /** What an event gives away: its category, and that the list it is told from has a record. */
  #rowOf(events: string, { kind, category }: EventWords): Field {
    const [view = ''] = events.split('.')
    const list = kind === null ? null : listOfEvent(view, kind)
    const ofList = list === null ? null : this.#categoriesOf(list)
    const isRow = category !== null && this.#rowsOf(events).includes(category)
    return { coordinate: list ?? '', categories: isRow && ofList ? [category, ...ofList] : null }
  }

  #isAgreed(source: string, { coordinate, categories }: Field, asker: Asker): boolean {
    const row = this.#agreements.findRow(source, asker)
    if (!row || !categories || row.withholds?.includes(coordinate)) return false
    return categories.every((category) => row.discloses.includes(category))
  }

  #categoriesOf(coordinate: string): readonly string[] | null {
    return readClassified(this.#fieldOf(coordinate), 'as')
  }

  /** Categories that the rows of a list may be of. */
  #rowsOf(coordinate: string): readonly string[] {
    return readClassified(this.#fieldOf(coordinate), 'rows') ?? []
  }

  #fieldOf(coordinate: string): GraphQLField<unknown, unknown> | undefined {
    const [typeName = '', fieldName = ''] = coordinate.split('.')
    const type = this.#schema.getType(typeName)
    return isObjectType(type) ? type.getFields()[fieldName] : undefined
  }
}

/** Fields that are worked out of the events of others as well, some of whom may be told of. */
const ofHouseholds = ['coResidents', 'relationships', 'patterns', 'concerns'].map(
  (name) => `Person.${name}`,
)

/** What makes the tokens of a search answers for these alone. */
function isSearch(coordinate: string): boolean {
  return coordinate === 'Query.searchPersons' || coordinate === 'PersonSearch.id'
}

/** A field with which another service may begin. */
function isOfOwner(coordinate: string): boolean {
  return /^(Person|Address|PersonSearch|SearchCandidate)\./.test(coordinate) || isSearch(coordinate)
}

function isOfOne([root]: readonly string[]): boolean {
  return root === 'Query.person' || root === 'Query.personByIdentifier'
}

/** Whether these fields lead to people beside the one who was asked about, or to those of an address. */
function leadsBeside(coordinates: readonly string[]): boolean {
  const isOthers = (one: string) => one === 'Person.household' || one.endsWith('.person')
  return !isOfOne(coordinates) || coordinates.slice(1).some(isOthers)
}

/** A field of the schema, and the categories it takes. */
interface Field {
  readonly coordinate: string
  readonly categories: readonly string[] | null
}

/** Null: not classified, so nobody's. */
function readClassified(
  field: GraphQLField<unknown, unknown> | undefined,
  argument: 'as' | 'rows',
): readonly string[] | null {
  const directive = field?.astNode?.directives?.find(({ name }) => name.value === 'classified')
  const value = directive?.arguments?.find(({ name }) => name.value === argument)?.value
  if (value?.kind !== Kind.LIST) return null
  return value.values.map((item) => (item.kind === Kind.STRING ? item.value : '?'))
}
