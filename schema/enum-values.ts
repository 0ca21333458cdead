import { Kind, parse } from 'graphql'

import type { SdlReader } from './instance-sdl'
import { readSdlFile } from './instance-sdl'

/** The values of an enum, in the order in which the SDL has them. */
export type EnumValues = (enumName: string) => readonly string[]

/**
 * The enums of one SDL file, read once: what a model takes and what the schema shows are one list.
 * @param file as in `hub` or `subgraphs/police`
 * @returns a function that throws an Error naming the file for a name that is no enum of it.
 */
export function readEnums(file: string, read: SdlReader = readSdlFile): EnumValues {
  const enums = new Map(
    parse(read(file)).definitions.flatMap((node): [string, readonly string[]][] =>
      node.kind === Kind.ENUM_TYPE_DEFINITION
        ? [[node.name.value, (node.values ?? []).map(({ name }) => name.value)]]
        : [],
    ),
  )
  return (enumName) => {
    const values = enums.get(enumName)
    if (values) return values
    throw new Error(`schema/${file}.graphql has no enum ${enumName}`)
  }
}
