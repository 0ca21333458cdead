import { readdirSync, readFileSync } from 'node:fs'

import type { DocumentNode, FieldNode, GraphQLField } from 'graphql'
import type { GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql'
import { getNamedType, isObjectType, Kind, parse } from 'graphql'

import { projectPath } from '../../common/project-root'

interface Row {
  readonly recipientRole: string
  readonly purpose: string | null
  readonly discloses: readonly string[]
  readonly withholds?: readonly string[]
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
}

/** What one agency gives nobody, or not this asker, about somebody. */
export interface Exception {
  /** The agency's field on Person. */
  readonly field: string
  readonly kept: 'everything' | 'addresses'
}

/** A leaf with a value, and the coordinates that lead to it. */
interface Leaf {
  readonly path: string
  readonly coordinates: readonly string[]
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
      .filter(({ coordinates }) => !this.#mayHave(coordinates, asker, exceptions))
      .map(({ path, coordinates }) => `${path} (${coordinates.join(' > ')})`)
  }

  #mayHave(
    coordinates: readonly string[],
    asker: Asker,
    exceptions: readonly Exception[],
  ): boolean {
    let source = 'person-index'
    let kept: Exception['kept'] | null = null
    return coordinates.every((coordinate) => {
      const kind = this.#kinds.get(coordinate)
      if (kind !== undefined) {
        source = kind
        kept = exceptions.find(({ field }) => coordinate === `Person.${field}`)?.kept ?? null
      }
      const categories = this.#categoriesOf(coordinate)
      if (kept === 'everything') return false
      if (kept === 'addresses' && categories?.includes('ADDRESS')) return false
      return this.#isAgreed(source, { coordinate, categories }, asker)
    })
  }

  #isAgreed(
    source: string,
    field: { readonly coordinate: string; readonly categories: readonly string[] | null },
    { role, purpose }: Asker,
  ): boolean {
    const agreement = this.#agreements.get(source)
    if (!agreement || !field.categories || !this.#claims.get(purpose)?.includes(role)) return false
    const row = agreement.rows.find(
      ({ recipientRole, purpose: why, ...own }) =>
        recipientRole === role && why === purpose && this.#isInForce({ ...agreement, ...own }),
    )
    if (!row || row.withholds?.includes(field.coordinate)) return false
    return field.categories.every((category) => row.discloses.includes(category))
  }

  #isInForce({ inForceFrom, inForceUntil }: Pick<AgreementFile, 'inForceFrom' | 'inForceUntil'>) {
    return inForceFrom <= this.#today && this.#today <= inForceUntil
  }

  #categoriesOf(coordinate: string): readonly string[] | null {
    const [typeName = '', fieldName = ''] = coordinate.split('.')
    const type = this.#schema.getType(typeName)
    return isObjectType(type) ? readCategories(type.getFields()[fieldName]) : null
  }
}

/** Null: not classified, so nobody's. */
function readCategories(
  field: GraphQLField<unknown, unknown> | undefined,
): readonly string[] | null {
  const directive = field?.astNode?.directives?.find(({ name }) => name.value === 'classified')
  const value = directive?.arguments?.[0]?.value
  if (value?.kind !== Kind.LIST) return null
  return value.values.map((item) => (item.kind === Kind.STRING ? item.value : '?'))
}

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(projectPath(...path), 'utf8'))
}

/** Every leaf of an answer that is not null; `__typename` is one of what it is in. */
export function readLeaves(schema: GraphQLSchema, query: string, data: unknown): readonly Leaf[] {
  const reader = new LeafReader(parse(query))
  const type = schema.getQueryType()
  for (const definition of reader.document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION && type)
      reader.read(data, definition.selectionSet, { type, coordinates: [], path: 'data' })
  return reader.leaves
}

interface Place {
  readonly type: GraphQLObjectType
  readonly coordinates: readonly string[]
  readonly path: string
}

class LeafReader {
  readonly leaves: Leaf[] = []
  readonly document: DocumentNode

  constructor(document: DocumentNode) {
    this.document = document
  }

  read(value: unknown, selection: SelectionSetNode, at: Place): void {
    if (Array.isArray(value))
      for (const [index, item] of value.entries())
        this.read(item, selection, { ...at, path: `${at.path}.${index}` })
    else if (typeof value === 'object' && value !== null)
      for (const node of this.#fieldsOf(selection)) this.#readField(value, node, at)
  }

  #readField(value: object, node: FieldNode, at: Place): void {
    const name = node.alias?.value ?? node.name.value
    const inside = (value as Readonly<Record<string, unknown>>)[name] ?? null
    const path = `${at.path}.${name}`
    const field = at.type.getFields()[node.name.value]
    const own = field ? [`${at.type.name}.${field.name}`] : []
    const coordinates = [...at.coordinates, ...own]
    const type = field && getNamedType(field.type)
    if (isObjectType(type) && node.selectionSet)
      this.read(inside, node.selectionSet, { type, coordinates, path })
    else if (inside !== null) this.leaves.push({ path, coordinates })
  }

  #fieldsOf({ selections }: SelectionSetNode): readonly FieldNode[] {
    return selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node]
      if (node.kind === Kind.INLINE_FRAGMENT) return this.#fieldsOf(node.selectionSet)
      const fragment = this.document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === node.name.value,
      )
      return fragment?.kind === Kind.FRAGMENT_DEFINITION
        ? this.#fieldsOf(fragment.selectionSet)
        : []
    })
  }
}
