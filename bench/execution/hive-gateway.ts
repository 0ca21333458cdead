import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { ConstDirectiveNode, DefinitionNode } from 'graphql'
import { Kind, parse, print, visit } from 'graphql'

/** The gateway of another maker, installed only when the bench is asked for it. */
const packages = ['@graphql-hive/gateway-runtime', '@graphql-mesh/transport-http', 'graphql@16']

const program = (supergraph: string, port: number) => `
const { readFileSync } = require('node:fs')
const { createServer } = require('node:http')
const { createGatewayRuntime } = require('@graphql-hive/gateway-runtime')
const gateway = createGatewayRuntime({
  supergraph: readFileSync(${JSON.stringify(supergraph)}, 'utf8'),
  logging: false,
  maskedErrors: false,
})
createServer(gateway).listen(${port}, '127.0.0.1', () => console.log('hive listens'))
`

/**
 * The supergraph as this gateway takes it: it refuses a value type that two subgraphs give for fields
 * with `@requires`, so each of them gets such a type of its own.
 */
function withTypesApart(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true })
  const shared = document.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value.endsWith('View')
      ? [node.name.value]
      : [],
  )
  return print(
    visit(document, {
      Document: (node) => ({
        ...node,
        definitions: node.definitions.flatMap((one) => splitByGraph(one, shared)),
      }),
      FieldDefinition: ({ type, directives, ...field }) => {
        const [graph] = graphsOf(directives)
        return type.kind === Kind.NAMED_TYPE && shared.includes(type.name.value) && graph
          ? { ...field, directives, type: { ...type, name: nameOf(type.name.value, graph) } }
          : undefined
      },
    }),
  )
}

function nameOf(type: string, graph: string) {
  return { kind: Kind.NAME, value: `${type}_${graph}` } as const
}

function splitByGraph(node: DefinitionNode, shared: readonly string[]): readonly DefinitionNode[] {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || !shared.includes(node.name.value)) return [node]
  return (node.directives ?? []).map((directive) => ({
    ...node,
    name: nameOf(node.name.value, graphsOf([directive]).join('')),
    directives: [directive],
  }))
}

function graphsOf(directives: readonly ConstDirectiveNode[] = []): readonly string[] {
  return directives.flatMap(({ arguments: args = [] }) =>
    args.flatMap(({ name, value }) =>
      name.value === 'graph' && value.kind === Kind.ENUM ? [value.value] : [],
    ),
  )
}

/** Installs it in a folder and gives the arguments that start it. @throws Error when it cannot be had */
export function installHiveGateway(
  folder: string,
  supergraph: string,
  port: number,
): readonly string[] {
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}')
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--engine-strict=false',
    ...packages,
  ]
  execFileSync('npm', args, { cwd: folder, stdio: 'ignore' })
  const apart = path.join(folder, 'hive.graphql')
  writeFileSync(apart, withTypesApart(readFileSync(supergraph, 'utf8')))
  const file = path.join(folder, 'hive.cjs')
  writeFileSync(file, program(apart, port))
  return [file]
}
