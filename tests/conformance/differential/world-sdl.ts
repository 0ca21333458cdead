import type { World, WorldField, WorldType } from './world'

const enumSdl = 'enum Colour { RED GREEN BLUE }'

/** The whole world as one schema. */
export function wholeSdl(world: World): string {
  const { entities, values, named, some, roots } = world
  return [
    enumSdl,
    'interface Named { id: ID! label: String }',
    `union Some = ${some.join(' | ')}`,
    ...values.map(({ name, fields }) => `type ${name} { ${fieldLines(fields)} }`),
    ...entities.map((type) => {
      const isNamed = named.includes(type.name)
      const label = isNamed ? ' label: String' : ''
      return `type ${type.name}${isNamed ? ' implements Named' : ''} { id: ID!${label} ${fieldLines(type.fields)} }`
    }),
    `type Query { ${fieldLines(roots)} }`,
  ].join('\n')
}

/** What one subgraph has of the world. */
export function subgraphSdl(world: World, subgraph: string): string {
  const { entities, values, named, some, roots } = world
  const isLabelHome = world.labelHome === subgraph
  const own = roots.filter((field) => field.homes.includes(subgraph))
  return [
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires"])',
    enumSdl,
    `interface Named { id: ID!${isLabelHome ? ' label: String' : ''} }`,
    `union Some = ${some.join(' | ')}`,
    ...values.map(({ name, fields }) => `type ${name} @shareable { ${fieldLines(fields)} }`),
    ...entities.map((type) =>
      entitySdl(type, { subgraph, isNamed: named.includes(type.name), isLabelHome }),
    ),
    `type Query { ${own.length > 0 ? fieldLines(own) : `only_${subgraph}: Int`} }`,
  ].join('\n')
}

function entitySdl(
  { name, fields }: WorldType,
  { subgraph, isNamed, isLabelHome }: { subgraph: string; isNamed: boolean; isLabelHome: boolean },
): string {
  const own = fields.filter((field) => field.homes.includes(subgraph))
  const needed = new Set(own.flatMap(({ requires }) => requires ?? []))
  const external = fields
    .filter((field) => needed.has(field.name))
    .map((field) => `${fieldLine(field)} @external`)
  const lines = own.map((field) => {
    const shared = field.homes.length > 1 ? ' @shareable' : ''
    const requires = field.requires === null ? '' : ` @requires(fields: "${field.requires}")`
    return fieldLine(field) + shared + requires
  })
  const label = isNamed && isLabelHome ? ' label: String' : ''
  const implement = isNamed ? ' implements Named' : ''
  return `type ${name}${implement} @key(fields: "id") { id: ID!${label} ${[...lines, ...external].join(' ')} }`
}

function fieldLines(fields: readonly WorldField[]): string {
  return fields.map(fieldLine).join(' ')
}

function fieldLine({ name, type, hasArgument }: WorldField): string {
  return `${name}${hasArgument ? '(n: Int = 2)' : ''}: ${type}`
}
