import type { GraphQLFieldResolver } from 'graphql'

import type { Pick, World, WorldField, WorldType } from './world'

/** One object: what each of its fields holds. */
export type Item = Readonly<Record<string, unknown>>

/** A field that cannot be given. */
export const broken = { isBroken: true }

/** Every object of a world, by type and id, and the root's fields. */
export interface WorldData {
  readonly items: ReadonlyMap<string, Item>
  readonly root: Item
}

const itemsPerType = 3

/** Makes up what the world holds. */
export function makeData(world: World, pick: Pick): WorldData {
  const maker = new DataMaker(world, pick)
  const items = world.entities.flatMap((type) =>
    Array.from({ length: itemsPerType }, (_, index) => maker.entity(type, index)),
  )
  return {
    items: new Map(
      items.map((item) => [`${String(item['__typename'])} ${String(item['id'])}`, item]),
    ),
    root: maker.fields(world.roots),
  }
}

class DataMaker {
  readonly #world: World
  readonly #pick: Pick

  constructor(world: World, pick: Pick) {
    this.#world = world
    this.#pick = pick
  }

  entity({ name, fields }: WorldType, index: number): Item {
    const needed = new Set(fields.flatMap(({ requires }) => requires ?? []))
    const content = this.fields(fields.filter(({ kind }) => kind !== 'computed'))
    // What others are computed from is never broken: a plan would tell an error nobody asked for.
    const whole = Object.entries(content).map(([key, value]): [string, unknown] => [
      key,
      needed.has(key) && holdsBroken(value) ? this.#sound(fields, key) : value,
    ])
    const label = this.#world.named.includes(name) ? { label: this.#leaf('String') } : {}
    return { ...Object.fromEntries(whole), ...label, __typename: name, id: `${name}-${index}` }
  }

  fields(fields: readonly WorldField[]): Item {
    return Object.fromEntries(fields.map((field) => [field.name, this.#wrapped(field, field.type)]))
  }

  /** Now and then a value that the type does not allow, so that nulls rise. */
  #wrapped(field: WorldField, type: string): unknown {
    const isNonNull = type.endsWith('!')
    const luck = this.#pick(isNonNull ? 25 : 12)
    if (luck === 1) return broken
    if (luck === 2) return null
    const inner = isNonNull ? type.slice(0, -1) : type
    if (!inner.startsWith('[')) return this.#plain(field)
    return Array.from({ length: this.#pick(4) }, () => this.#wrapped(field, inner.slice(1, -1)))
  }

  #plain({ kind, typeName }: WorldField): unknown {
    switch (kind) {
      case 'entity':
        return this.#reference([typeName])
      case 'interface':
        return this.#reference(this.#world.named)
      case 'union':
        return this.#reference(this.#world.some)
      case 'value':
        return this.fields(this.#world.values[0]?.fields ?? [])
      default:
        return this.#leaf(typeName)
    }
  }

  #reference(types: readonly string[]): Item {
    const name = types[this.#pick(types.length)] ?? ''
    return { __typename: name, id: `${name}-${this.#pick(itemsPerType)}` }
  }

  #leaf(typeName: string): unknown {
    const number = this.#pick(100)
    const values: Readonly<Record<string, unknown>> = {
      String: `text ${number}`,
      ID: `id ${number}`,
      Int: number,
      Float: number / 4,
      Boolean: number % 2 === 0,
      Colour: ['RED', 'GREEN', 'BLUE'][number % 3],
    }
    return values[typeName]
  }

  #sound(fields: readonly WorldField[], name: string): unknown {
    const field = fields.find((one) => one.name === name)
    if (!field) return null
    const leaf = this.#leaf(field.typeName)
    return field.type.includes('[') ? [leaf] : leaf
  }
}

function holdsBroken(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsBroken)
  return value === broken || value === null
}

/** Resolves a field by its name, the same in every subgraph and in the whole. */
export function makeResolver(
  { items }: WorldData,
  world: World,
  isSubgraph: boolean,
): GraphQLFieldResolver<Item, unknown> {
  return (source, args, _context, { fieldName, parentType }) => {
    const item = items.get(`${parentType.name} ${String(source['id'])}`) ?? source
    if (fieldName === 'computed')
      // A subgraph computes from what it was sent: that must be what the field holds.
      return computed(world, parentType.name, isSubgraph ? source : item)
    const value = fieldName in item ? item[fieldName] : null
    return resolved(value, (args as { readonly n?: unknown }).n)
  }
}

function computed({ entities }: World, typeName: string, item: Item): string {
  const fields = entities.find(({ name }) => name === typeName)?.fields ?? []
  const input = fields.find(({ name }) => name === 'computed')?.requires ?? ''
  return `computed from ${JSON.stringify(item[input])}`
}

/** Arguments matter, so that an answer for other arguments is seen. */
function resolved(value: unknown, n: unknown): unknown {
  if (value === broken) throw new Error('broken')
  if (Array.isArray(value)) {
    const items = value.map((one: unknown) => (one === broken ? new Error('broken') : one))
    return typeof n === 'number' ? items.slice(0, Math.max(n, 0)) : items
  }
  const isText = typeof value === 'string' && /^(text|id) /.test(value)
  return isText && n !== undefined ? `${value} of ${JSON.stringify(n)}` : value
}
