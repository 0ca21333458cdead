import type { EnumTypeDefinitionNode } from 'graphql'
import { Kind, parse } from 'graphql'

import type { SdlReader } from './instance-sdl'
import { readSdlFile } from './instance-sdl'

/** The values of an enum, in the order in which the SDL has them. */
export type EnumValues = (enumName: string) => readonly string[]

/** What an SDL file says of the values of its enums. */
export interface EnumWords {
  /** True for an enum of the file. */
  readonly has: (enumName: string) => boolean
  /**
   * What it says of one value, as it stands inside a sentence; null for what is no value.
   * @throws Error naming the file for a name that is no enum of it
   */
  readonly words: (enumName: string, value: unknown) => string | null
}

/**
 * The enums of one SDL file, read once: what a model takes and what the schema shows are one list.
 * @param file as in `hub` or `subgraphs/police`
 * @returns a function that throws an Error naming the file for a name that is no enum of it.
 */
export function readEnums(file: string, read: SdlReader = readSdlFile): EnumValues {
  const { find } = readEnumTypes(file, read)
  return (enumName) => (find(enumName).values ?? []).map(({ name }) => name.value)
}

/**
 * The descriptions of the values of one SDL file's enums, for plain sentences: "Went home." becomes
 * "went home".
 * @param file as in `hub` or `subgraphs/police`
 */
export function readEnumWords(file: string, read: SdlReader = readSdlFile): EnumWords {
  const { find, has } = readEnumTypes(file, read)
  const words = (enumName: string, value: unknown) => {
    const found = find(enumName).values?.find(({ name }) => name.value === value)
    const said = found?.description?.value.replace(/\.$/, '')
    return said === undefined
      ? null
      : said.replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase())
  }
  return { has, words }
}

/** The files of the schema folder do not change while the process runs; every kind reads the shared one. */
const known = new Map<string, EnumTypes>()

type EnumTypes = ReadonlyMap<string, EnumTypeDefinitionNode>

function parseEnumTypes(sdl: string): EnumTypes {
  return new Map(
    parse(sdl).definitions.flatMap((node): [string, EnumTypeDefinitionNode][] =>
      node.kind === Kind.ENUM_TYPE_DEFINITION ? [[node.name.value, node]] : [],
    ),
  )
}

function readEnumTypes(file: string, read: SdlReader) {
  const isOfFolder = read === readSdlFile
  const types = (isOfFolder ? known.get(file) : undefined) ?? parseEnumTypes(read(file))
  if (isOfFolder) known.set(file, types)
  const find = (enumName: string): EnumTypeDefinitionNode => {
    const type = types.get(enumName)
    if (type) return type
    throw new Error(`schema/${file}.graphql has no enum ${enumName}`)
  }
  return { find, has: (enumName: string) => types.has(enumName) }
}
