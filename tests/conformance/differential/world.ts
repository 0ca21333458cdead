/** Gives a whole number from 0 up to, and not including, its argument. */
export type Pick = (below: number) => number

/** What a field gives: a leaf, another object, or what is computed from another field. */
export type FieldKind = 'leaf' | 'value' | 'entity' | 'interface' | 'union' | 'computed'

export interface WorldField {
  readonly name: string
  readonly kind: FieldKind
  /** Name of the type it gives, without wrapping. */
  readonly typeName: string
  /** With wrapping, as in SDL. */
  readonly type: string
  /** It takes `n: Int = 2`. */
  readonly hasArgument: boolean
  /** Subgraphs that give it. */
  readonly homes: readonly string[]
  /** The field it is computed from. */
  readonly requires: string | null
}

export interface WorldType {
  readonly name: string
  readonly fields: readonly WorldField[]
}

/** A made-up supergraph: entities spread over subgraphs, and one schema that has all of it. */
export interface World {
  readonly subgraphs: readonly string[]
  readonly entities: readonly WorldType[]
  readonly values: readonly WorldType[]
  /** Names of the entities that are `Named`, and of those that are in `Some`. */
  readonly named: readonly string[]
  readonly some: readonly string[]
  /** The subgraph that gives `label` to every `Named`. */
  readonly labelHome: string
  readonly roots: readonly WorldField[]
}

const leafTypes = ['String', 'Int', 'Boolean', 'Float', 'ID', 'Colour'] as const

/** Makes up a world. */
export function makeWorld(pick: Pick): World {
  const subgraphs = ['a', 'b', 'c', 'd'].slice(0, 2 + pick(3))
  const names = ['Alpha', 'Beta', 'Gamma'].slice(0, 2 + pick(2))
  const maker = new FieldMaker(pick, subgraphs, names)
  const labelHome = maker.home()
  return {
    subgraphs,
    labelHome,
    named: names.slice(0, 1 + pick(names.length)),
    some: names.slice(pick(names.length - 1)),
    values: ['Place'].map((name) => ({ name, fields: maker.valueFields() })),
    entities: names.map((name) => ({ name, fields: maker.entityFields() })),
    roots: maker.rootFields(),
  }
}

class FieldMaker {
  readonly #pick: Pick
  readonly #subgraphs: readonly string[]
  readonly #entities: readonly string[]

  constructor(pick: Pick, subgraphs: readonly string[], entities: readonly string[]) {
    this.#pick = pick
    this.#subgraphs = subgraphs
    this.#entities = entities
  }

  home(): string {
    return this.#one(this.#subgraphs)
  }

  valueFields(): readonly WorldField[] {
    return Array.from({ length: 1 + this.#pick(3) }, (_, index) => ({
      ...this.#leaf(`p${index}`),
      homes: this.#subgraphs,
      hasArgument: false,
    }))
  }

  entityFields(): readonly WorldField[] {
    const leaves = Array.from({ length: 2 + this.#pick(4) }, (_, index) => this.#leaf(`f${index}`))
    const links = Array.from({ length: 1 + this.#pick(3) }, (_, index) => this.#link(`l${index}`))
    const [source] = leaves
    const others = this.#subgraphs.filter((name) => !source?.homes.includes(name))
    const home = others[0]
    if (!source || home === undefined || this.#pick(2) === 0) return [...leaves, ...links]
    const plain = { ...source, hasArgument: false }
    return [plain, ...leaves.slice(1), ...links, computed(source.name, home)]
  }

  rootFields(): readonly WorldField[] {
    const kinds = ['entity', 'entity', 'interface', 'union', 'value'] as const
    return kinds.map((kind, index) => ({ ...this.#linkTo(kind, `r${index}`), requires: null }))
  }

  #leaf(name: string): WorldField {
    const typeName = this.#one(leafTypes)
    const homes = [this.home()]
    const second = this.home()
    if (this.#pick(4) === 0 && !homes.includes(second)) homes.push(second)
    return {
      name,
      kind: 'leaf',
      typeName,
      type: this.#wrap(typeName),
      hasArgument: this.#pick(4) === 0,
      homes,
      requires: null,
    }
  }

  #link(name: string): WorldField {
    return this.#linkTo(this.#one(['entity', 'entity', 'interface', 'union', 'value']), name)
  }

  #linkTo(kind: 'entity' | 'interface' | 'union' | 'value', name: string): WorldField {
    const typeNames = {
      entity: this.#one(this.#entities),
      interface: 'Named',
      union: 'Some',
      value: 'Place',
    }
    return {
      name,
      kind,
      typeName: typeNames[kind],
      type: this.#wrap(typeNames[kind]),
      hasArgument: this.#pick(5) === 0,
      homes: [this.home()],
      requires: null,
    }
  }

  #wrap(name: string): string {
    const inner = this.#pick(5) === 0 ? `${name}!` : name
    const wrapped = this.#pick(3) === 0 ? `[${inner}]` : inner
    return this.#pick(6) === 0 && !wrapped.endsWith('!') ? `${wrapped}!` : wrapped
  }

  #one<T>(values: readonly T[]): T {
    return values[this.#pick(values.length)] as T
  }
}

function computed(source: string, home: string): WorldField {
  return {
    name: 'computed',
    kind: 'computed',
    typeName: 'String',
    type: 'String',
    hasArgument: false,
    homes: [home],
    requires: source,
  }
}
