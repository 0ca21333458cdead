import { readFileSync } from 'node:fs'

import type { ConstDirectiveNode, DefinitionNode, DocumentNode, FieldDefinitionNode } from 'graphql'
import { Kind, parse, visit } from 'graphql'

import { projectPath } from '../common/project-root'
import type { Agency } from '../common/register'
import type { Service } from '../common/services'
import { agenciesOf, personIndexCode } from '../common/services'
import type { ViewSource } from './computed-fields'
import { expandComputed, inputFields } from './computed-fields'
import { expandRecords } from './record-envelope'
import { expandView } from './view-fields'

/** Gives the text of an SDL file: `hub` for schema/hub.graphql, else a path under schema/. */
export type SdlReader = (name: string) => string

/** Reads SDL files from the schema folder; `name` has no extension, as in `subgraphs/police`. */
export const readSdlFile: SdlReader = (name) =>
  readFileSync(projectPath('schema', `${name}.graphql`), 'utf8')

/**
 * What an agency of a kind offers, for a neutral instance, its view and its records written out.
 * @throws Error naming the field that a view or a record writes out itself.
 */
export function readKindSdl(kind: string, read: SdlReader = readSdlFile): DocumentNode {
  return expandRecords(expandView(parse(read(`subgraphs/${kind}`)), parse(read('every-agency'))))
}

/**
 * The schema of one agency: its kind's SDL with the neutral names `agency` and `agencyRefs` replaced
 * by the instance's own, `<agency>Echo`, and the shared value types it uses. Of an agency outside, what
 * it has published: `schema/published/<code>.graphql`.
 * @throws Error naming the file that an agency outside lacks
 */
export function agencySdl(agency: Agency, read: SdlReader = readSdlFile): DocumentNode {
  return agency.external ? publishedSdl(agency, read) : kindAgencySdl(agency, read)
}

/** What an agency offers that has all of its kind, and nothing else. */
export function kindAgencySdl(agency: Agency, read: SdlReader = readSdlFile): DocumentNode {
  const kind = addEchoField(readKindSdl(agency.kind, read), agency)
  return withSharedTypes(renameInstance(kind, agency.field), parse(read('hub')))
}

/** The schema of one of these services. */
export function serviceSdl(
  { agency, code, role }: Service,
  services: readonly Service[],
  read: SdlReader = readSdlFile,
): DocumentNode {
  if (agency) return agencySdl(agency, read)
  const register = agenciesOf(services)
  return role === 'computed'
    ? computedSdl(code, register, read)
    : hubSubgraphSdl(code, register, read)
}

/**
 * The schema of a computed service over the agencies of the register: what each of its fields reads is
 * written out for every one of them.
 */
export function computedSdl(
  name: string,
  register: readonly Agency[],
  read: SdlReader = readSdlFile,
): DocumentNode {
  const shared = parse(read('hub'))
  const inputs = parse(read('event-inputs'))
  const needed = inputFields(inputs)
  const sources = register.flatMap((agency) =>
    agency.external ? outsideSource(agency, needed, read) : [kindSource(agency, shared, read)],
  )
  const own = parse(read(`subgraphs/${name}`))
  return withSharedTypes(expandComputed(own, inputs, sources), shared)
}

function kindSource({ kind, field }: Agency, shared: DocumentNode, read: SdlReader): ViewSource {
  const { definitions } = readKindSdl(kind, read)
  const view = viewName('agency', definitions)
  if (view === null)
    throw new Error(`schema/subgraphs/${kind}.graphql: Person has no field "agency" of one type`)
  return { field, view, types: [...definitions, ...shared.definitions] }
}

/** Of an agency outside whose view lacks what is computed over nothing is worked out. */
function outsideSource(
  agency: Agency,
  needed: readonly string[],
  read: SdlReader,
): readonly ViewSource[] {
  const { field } = agency
  const { definitions: types } = publishedSdl(agency, read)
  const view = viewName(field, types)
  if (view === null) return []
  const offered = new Set(fieldsOfType(view, types).map(({ name }) => name.value))
  return needed.every((name) => offered.has(name)) ? [{ field, view, types }] : []
}

function viewName(field: string, definitions: readonly DefinitionNode[]): string | null {
  const type = fieldsOfType('Person', definitions).find(({ name }) => name.value === field)?.type
  return type?.kind === Kind.NAMED_TYPE ? type.name.value : null
}

function fieldsOfType(name: string, definitions: readonly DefinitionNode[]) {
  return definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name
      ? (node.fields ?? [])
      : [],
  )
}

/**
 * The schema of a subgraph of the hub's own, each in its own file of schema/subgraphs; the person index
 * gets one `<field>Refs` per agency.
 */
export function hubSubgraphSdl(
  name: string,
  register: readonly Agency[],
  read: SdlReader = readSdlFile,
): DocumentNode {
  const own = parse(read(`subgraphs/${name}`))
  const document = name === personIndexCode ? addReferenceFields(own, register) : own
  return withSharedTypes(document, parse(read('hub')))
}

/** Name of the field that carries an agency's local record references. */
export function referencesField(agency: Agency): string {
  return `${agency.field}Refs`
}

/** Name of the field by which an agency says whom its answer is about; see `common/tokens/echo.ts`. */
export function echoField({ field }: Pick<Agency, 'field'>): string {
  return `${field}Echo`
}

function publishedSdl({ code }: Agency, read: SdlReader): DocumentNode {
  const name = `published/${code}`
  try {
    return parse(read(name))
  } catch (cause) {
    const message = `${code} is an agency outside: schema/${name}.graphql must hold the SDL that it publishes`
    const problem = cause instanceof Error ? cause.message : 'it cannot be read'
    throw new Error(`${message} (${problem})`, { cause })
  }
}

function addEchoField(kind: DocumentNode, agency: Agency): DocumentNode {
  const sdl = `"Digest of whom the answer is about, for the hub alone; it compares."
    ${echoField(agency)}: String @inaccessible`
  return addToPerson(kind, sdl)
}

function renameInstance(kind: DocumentNode, field: string): DocumentNode {
  const names = new Map([
    ['agency', field],
    ['agencyRefs', `${field}Refs`],
  ])
  const rename = (name: string) => names.get(name) ?? name
  return visit(kind, {
    ObjectTypeDefinition(type) {
      if (type.name.value !== 'Person') return false
      const fields = type.fields?.map((node) => renameField(node, rename)) ?? []
      return { ...type, fields }
    },
  })
}

function renameField(
  node: FieldDefinitionNode,
  rename: (name: string) => string,
): FieldDefinitionNode {
  const directives = (node.directives ?? []).map((directive) =>
    directive.name.value === 'requires' ? renameSelection(directive, rename) : directive,
  )
  return { ...node, name: { ...node.name, value: rename(node.name.value) }, directives }
}

function renameSelection(
  requires: ConstDirectiveNode,
  rename: (name: string) => string,
): ConstDirectiveNode {
  return visit(requires, {
    StringValue: (text) => ({ ...text, value: text.value.replaceAll(/\b\w+\b/g, rename) }),
  })
}

function addReferenceFields(index: DocumentNode, register: readonly Agency[]): DocumentNode {
  const added = register
    .map(
      (agency) =>
        `"Local records of ${agency.displayName}."\n${referencesField(agency)}: [ID!] @inaccessible`,
    )
    .join('\n')
  return addToPerson(index, added)
}

/** @param fields as they are written in SDL */
function addToPerson(document: DocumentNode, fields: string): DocumentNode {
  const holder = parse(`type Person {\n${fields}\n}`).definitions[0]
  const extra = holder?.kind === Kind.OBJECT_TYPE_DEFINITION ? (holder.fields ?? []) : []
  return visit(document, {
    ObjectTypeDefinition(type) {
      if (type.name.value !== 'Person') return false
      return { ...type, fields: [...(type.fields ?? []), ...extra] }
    },
  })
}

/**
 * Prepends what a subgraph needs of schema/hub.graphql: the links and directives always, a value type
 * only when the subgraph reaches it.
 */
function withSharedTypes(own: DocumentNode, shared: DocumentNode): DocumentNode {
  const available = new Map<string, DefinitionNode>()
  for (const node of shared.definitions) if (isNamedType(node)) available.set(node.name.value, node)
  // What a subgraph declares itself it does not take from there.
  for (const node of own.definitions) if (isNamedType(node)) available.delete(node.name.value)
  const header = shared.definitions.filter((node) => !isNamedType(node))
  const used = new Set<DefinitionNode>()
  const collect = (node: DefinitionNode): void => {
    visit(node, {
      NamedType({ name }) {
        const found = available.get(name.value)
        if (!found || used.has(found)) return
        used.add(found)
        collect(found)
      },
    })
  }
  own.definitions.forEach(collect)
  const types = shared.definitions.filter((node) => used.has(node))
  return { kind: Kind.DOCUMENT, definitions: [...header, ...types, ...own.definitions] }
}

function isNamedType(node: DefinitionNode): node is DefinitionNode & { name: { value: string } } {
  return node.kind.endsWith('TypeDefinition')
}
