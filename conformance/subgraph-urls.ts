import type { ConstDirectiveNode } from 'graphql'
import { Kind, parse } from 'graphql'

/** The address of each subgraph by its name, as the supergraph gives them. */
export function readSubgraphUrls(supergraphSdl: string): ReadonlyMap<string, string> {
  const urls = new Map<string, string>()
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions)
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph')
      for (const { directives = [] } of definition.values ?? [])
        for (const directive of directives) {
          const { name, url } = textArguments(directive)
          if (name !== undefined && url !== undefined) urls.set(name, url)
        }
  return urls
}

function textArguments({ arguments: args = [] }: ConstDirectiveNode): {
  readonly name?: string
  readonly url?: string
} {
  return Object.fromEntries(
    args.flatMap(({ name, value }) =>
      value.kind === Kind.STRING ? [[name.value, value.value]] : [],
    ),
  )
}
