/** AC-05, AC-17, AC-18, AC-20, AC-21, AC-23: what is told of whom. Put your own records in the place of records.json. */
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLField, GraphQLSchema } from 'graphql'
import { defaultFieldResolver, GraphQLError, isObjectType, parse } from 'graphql'

import type { HubCall } from './hub-call.mjs'

type Words = Readonly<Record<string, unknown>>
type Records = Readonly<Record<string, Words>>

/** What one call is answered with, and what is written down of it. */
export interface CallContext {
  readonly call: HubCall
  readonly isSuspended: boolean
  readonly fields: Set<string>
  readonly withheld: Map<string, string>
}

interface AgreementRow {
  readonly role: string
  readonly purpose: string | null
  readonly categories: readonly string[]
  readonly requires: readonly string[]
  readonly from: string
  readonly until: string
}

interface PersonAsked {
  readonly id: string
  readonly refs: readonly string[]
  readonly isProtected: boolean
}

export const { code, field } = readJson('agency.json') as {
  readonly code: string
  readonly field: string
}
export const agreement = readJson('agreement.json') as {
  readonly version: string
  readonly rows: readonly AgreementRow[]
}
const records = readJson('records.json') as Records
const locating = ['ADDRESS', 'CONTACT', 'PRACTITIONER_NOTE']
const protectedMark = Symbol('whether where the person is, is kept back')

/** AC-21: while the file `suspended` is there, nothing is shared. */
export function isSuspended(): boolean {
  return existsSync(new URL('suspended', import.meta.url))
}

/** The schema, with every classified field decided before anything is read for it. */
export function createSchema(): GraphQLSchema {
  const typeDefs = parse(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'))
  const Person = {
    // A promise for each: what is thrown for one must not fail the others.
    __resolveReference: async (representation: Words) => readPerson(representation),
    [field]: ({ refs, isProtected }: PersonAsked) => viewOf(refs, isProtected),
    [`${field}Echo`]: ({ id, refs }: PersonAsked, _: unknown, { call }: CallContext) =>
      echo(id, refs, call),
  }
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { Person } }] as Parameters<
    typeof buildSubgraphSchema
  >[0])
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (!isObjectType(type) || name.startsWith('_')) continue
    for (const own of Object.values(type.getFields()))
      guard(own as GraphQLField<Words, CallContext>)
  }
  return schema
}

function readPerson(representation: Words): PersonAsked {
  const refs = representation[`${field}Refs`] ?? []
  if (!Array.isArray(refs) || refs.length > 100 || !refs.every((ref) => typeof ref === 'string'))
    throw badInput('The references of a person are not a list of ids.', 'INVALID_REPRESENTATION')
  const isProtected = representation['isAddressProtected'] !== false
  return { id: String(representation['id']), refs: [...new Set(refs as string[])], isProtected }
}

/** Lists of several references are one list; of anything else the first counts. */
function viewOf(refs: readonly string[], isProtected: boolean): object | null {
  const own = refs.flatMap((ref) => (Object.hasOwn(records, ref) ? [records[ref] ?? {}] : []))
  if (own.length === 0) return null
  const view: Record<string | symbol, unknown> = { [protectedMark]: isProtected }
  for (const record of own)
    for (const [name, value] of Object.entries(record)) {
      const before = view[name]
      view[name] =
        Array.isArray(value) && Array.isArray(before)
          ? [...(before as unknown[]), ...(value as unknown[])]
          : (before ?? value)
    }
  return view
}

function echo(id: string, refs: readonly string[], call: HubCall): string {
  const sorted = refs
    .map((ref) => Buffer.from(ref))
    .sort((one, other) => Buffer.compare(one, other))
  const text = [id, ...sorted].map((one) => `${Buffer.byteLength(one)}:${one},`).join('')
  return createHmac('sha256', call.id).update(text).digest('base64url')
}

function guard(own: GraphQLField<Words, CallContext>): void {
  const categories = categoriesOf(own)
  if (!categories) return
  const give = own.resolve ?? defaultFieldResolver
  const isLocating = categories.some((category) => locating.includes(category))
  own.resolve = (source, args, context, info) => {
    const coordinate = `${info.parentType.name}.${info.fieldName}`
    const isProtected = isProtectedIn(source)
    const reason = context.isSuspended
      ? 'AGENCY_SUSPENDED'
      : withheldBy(categories, context.call, isLocating && isProtected)
    if (reason !== null && coordinate !== 'Person.id') {
      context.withheld.set(coordinate, reason)
      throw new GraphQLError('This field is withheld.', {
        extensions: { code: 'WITHHELD', reason, agency: code },
      })
    }
    context.fields.add(coordinate)
    return carry(cut(give(source, args, context, info), own, args as Words), isProtected)
  }
}

function isProtectedIn(source: Words): boolean {
  const mark = (source as Readonly<Record<symbol, unknown>>)[protectedMark] ?? source['isProtected']
  return mark !== false
}

/** What is inside of a record is about the same person. */
function carry(value: unknown, isProtected: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => carry(one, isProtected))
  if (typeof value !== 'object' || value === null) return value
  return { ...value, [protectedMark]: isProtected }
}

/** The categories of a field; null: it is not classified. */
function categoriesOf({ astNode }: GraphQLField<Words, CallContext>): readonly string[] | null {
  const classified = astNode?.directives?.find(({ name }) => name.value === 'classified')
  if (!classified) return null
  return (classified.arguments ?? []).flatMap(({ name, value }) =>
    name.value === 'as' && value.kind === 'ListValue'
      ? value.values.flatMap((one) => (one.kind === 'StringValue' ? [one.value] : []))
      : [],
  )
}

/** AC-18: one role by itself, for the purpose, on the day of the call. */
function withheldBy(
  categories: readonly string[],
  call: HubCall,
  isKeptBack: boolean,
): string | null {
  if (categories.length === 0) return null
  const { roles, purpose, stated = [], iat } = call
  const day = new Date(iat * 1000).toISOString().slice(0, 10)
  const ofPurpose = agreement.rows.filter(
    (row) => roles.includes(row.role) && row.purpose === purpose,
  )
  if (ofPurpose.length === 0) return 'NO_AGREEMENT'
  const today = ofPurpose.filter((row) => row.from <= day && day <= row.until)
  if (today.length === 0) return 'AGREEMENT_NOT_IN_FORCE'
  const covering = today.filter((row) => categories.every((one) => row.categories.includes(one)))
  if (covering.length === 0) return 'CATEGORY_NOT_DISCLOSED'
  const missing = covering.map(({ requires }) => requires.find((one) => !stated.includes(one)))
  if (!missing.includes(undefined)) return `${missing[0] ?? ''}_MISSING`
  return isKeptBack ? 'ADDRESS_PROTECTED' : null
}

/** AC-16, AC-17: lists of records take `from`, `to` and `first`, newest first. */
function cut(
  value: unknown,
  { args: known }: GraphQLField<Words, CallContext>,
  args: Words,
): unknown {
  if (!known.some(({ name }) => name === 'first')) return value
  const first = args['first'] ?? 100
  const [from, to] = [readDay('from', args['from']), readDay('to', args['to'])]
  if (typeof first !== 'number' || !(first >= 1 && first <= 1000))
    throw badInput('Argument "first" must be from 1 to 1000.', 'INVALID_ARGUMENT')
  if (from !== null && to !== null && from > to)
    throw badInput('Argument "from" must not be after "to".', 'INVALID_ARGUMENT')
  if (!Array.isArray(value)) return value
  const at = (record: Words) => String(record['occurredAt'] ?? '')
  return (value as Words[])
    .filter((record) => at(record) >= (from ?? '') && (to === null || at(record) < to))
    .sort((one, other) => (at(one) < at(other) ? 1 : -1))
    .slice(0, first)
}

function readDay(name: string, value: unknown): string | null {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : ''
  const date = new Date(text)
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text))
    throw badInput(`Argument "${name}" must be an ISO 8601 date.`, 'INVALID_ARGUMENT')
  return text
}

function badInput(message: string, reason: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', reason, agency: code } })
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
}
