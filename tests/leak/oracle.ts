import { readdirSync, readFileSync } from 'node:fs'

import type { GraphQLField, GraphQLSchema } from 'graphql'
import { isObjectType, Kind } from 'graphql'

import { projectPath } from '../../common/project-root'
import { listOfEvent } from './event-lists'
import type { EventWords, Leaf } from './leaves'
import { readLeaves } from './leaves'

interface Row {
  readonly recipientRole: string
  readonly purpose: string | null
  readonly discloses: readonly string[]
  readonly withholds?: readonly string[]
  /** What the enquiry must state for it. */
  readonly requires?: readonly string[]
  /** Days of its own; absent: those of the agreement. */
  readonly inForceFrom?: string
  readonly inForceUntil?: string
}

interface AgreementFile {
  readonly source: string
  readonly inForceFrom: string
  readonly inForceUntil: string
  readonly rows: readonly Row[]
}

/** Who asks for what. */
export interface Asker {
  readonly role: string
  readonly purpose: string
  /** Whether their enquiry states what agreements may require: a public-interest test and the like. */
  readonly states: boolean
}

/** What one agency gives nobody, or not this asker, about somebody. */
export interface Exception {
  /** The agency's field on Person. */
  readonly field: string
  readonly kept: 'everything' | 'addresses'
}

/** Says which leaves may have a value: the agreements and `@classified`, and nothing else. */
export class Oracle {
  readonly #schema: GraphQLSchema
  readonly #kinds: ReadonlyMap<string, string>
  readonly #agreements: ReadonlyMap<string, AgreementFile>
  readonly #claims: ReadonlyMap<string, readonly string[]>
  readonly #today = new Date().toISOString().slice(0, 10)

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
    const agencies = readJson('agencies.json') as { field: string; kind: string }[]
    this.#kinds = new Map(agencies.map(({ field, kind }) => [`Person.${field}`, kind]))
    const files = readdirSync(projectPath('policies', 'agreements'))
    this.#agreements = new Map(
      files
        .map((file) => readJson('policies', 'agreements', file) as AgreementFile)
        .map((agreement) => [agreement.source, agreement]),
    )
    const purposes = readJson('policies', 'purposes.json') as {
      purpose: string
      claimableBy: string[]
    }[]
    this.#claims = new Map(purposes.map(({ purpose, claimableBy }) => [purpose, claimableBy]))
  }

  /** Paths of the leaves that have a value and may not. */
  findLeaks(
    { query, data }: { readonly query: string; readonly data: unknown },
    asker: Asker,
    exceptions: readonly Exception[],
  ): readonly string[] {
    return readLeaves(this.#schema, query, data)
      .filter((leaf) => !this.#mayHave(leaf, asker, exceptions))
      .map(({ path, coordinates }) => `${path} (${coordinates.join(' > ')})`)
  }

  #mayHave({ coordinates, event }: Leaf, asker: Asker, exceptions: readonly Exception[]): boolean {
    let source = 'person-index'
    let kept: Exception['kept'] | null = null
    const fields = coordinates.map((coordinate) => ({
      coordinate,
      categories: this.#categoriesOf(coordinate),
    }))
    const row = event ? [this.#rowOf(coordinates.at(-1) ?? '', event)] : []
    return [...fields, ...row].every(({ coordinate, categories }) => {
      const kind = this.#kinds.get(coordinate)
      if (kind !== undefined) {
        source = kind
        kept = exceptions.find(({ field }) => coordinate === `Person.${field}`)?.kept ?? null
      }
      if (kept === 'everything') return false
      if (kept === 'addresses' && categories?.includes('ADDRESS')) return false
      return this.#isAgreed(source, { coordinate, categories }, asker)
    })
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
    const row = this.#findRow(source, asker)
    if (!row || !categories || row.withholds?.includes(coordinate)) return false
    return categories.every((category) => row.discloses.includes(category))
  }

  #findRow(source: string, { role, purpose, states }: Asker): Row | null {
    const agreement = this.#agreements.get(source)
    if (!agreement || !this.#claims.get(purpose)?.includes(role)) return null
    const row = agreement.rows.find(
      ({ recipientRole, purpose: why, ...own }) =>
        recipientRole === role && why === purpose && this.#isInForce({ ...agreement, ...own }),
    )
    const needs = row?.requires ?? []
    return states || needs.length === 0 ? (row ?? null) : null
  }

  #isInForce({ inForceFrom, inForceUntil }: Pick<AgreementFile, 'inForceFrom' | 'inForceUntil'>) {
    return inForceFrom <= this.#today && this.#today <= inForceUntil
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

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(projectPath(...path), 'utf8'))
}
