/** AC-05, AC-17, AC-18, AC-20, AC-23: what is told of whom. Everybody here is made up. */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { buildSubgraphSchema } from '@apollo/subgraph'
import { defaultFieldResolver, getNamedType, GraphQLError, isObjectType, parse } from 'graphql'

export const code = 'fire-and-rescue'
const field = 'fireAndRescue'

const visits = new Map([
  ['FR-0001', [visit('V-1', '2025-06-01', true), visit('V-2', '2024-11-20', null)]],
  ['FR-0002', [visit('V-3', '2025-02-11', false)]],
])

/** The service's own agreement: what no line permits is withheld. */
const agreement = [
  { role: 'mash.analyst', purpose: 'ADULT_SAFEGUARDING', categories: ['SAFEGUARDING', 'ADDRESS'] },
]
const locating = ['ADDRESS', 'CONTACT', 'PRACTITIONER_NOTE']

/** The schema, with every classified field decided before anything is read for it. */
export function createSchema() {
  const typeDefs = parse(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'))
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { Person: personResolvers } }])
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (!isObjectType(type) || name.startsWith('_')) continue
    for (const own of Object.values(type.getFields())) guard(own)
  }
  const lists = schema.getType('FireAndRescueView').getFields()
  const give = lists.homeVisits.resolve
  lists.homeVisits.resolve = (view, args, context, info) => {
    const { from, to, first } = readArguments(args)
    const found = give(view, args, context, info)
    return found.filter(({ occurredAt }) => occurredAt >= from && occurredAt < to).slice(0, first)
  }
  return schema
}

const personResolvers = {
  // A promise for each: what is thrown for one must not fail the others.
  async __resolveReference(representation) {
    const refs = representation[`${field}Refs`] ?? []
    const isList = Array.isArray(refs) && refs.length <= 100
    if (!isList || !refs.every((ref) => typeof ref === 'string'))
      throw badInput('The references of a person are not a list of ids.', 'INVALID_REPRESENTATION')
    const isProtected = representation.isAddressProtected !== false
    return { id: String(representation.id), refs: [...new Set(refs)], isProtected }
  },
  fireAndRescue({ refs, isProtected }) {
    const own = refs.flatMap((ref) => visits.get(ref) ?? [])
    const newest = own.toSorted((one, other) => (one.occurredAt < other.occurredAt ? 1 : -1))
    if (own.length === 0) return null
    return { homeVisits: newest.map((one) => ({ ...one, isProtected })) }
  },
  fireAndRescueEcho({ id, refs }, _args, { call }) {
    const bytes = [id, ...refs.map((ref) => Buffer.from(ref)).sort(Buffer.compare)]
    const text = bytes.map((one) => `${Buffer.byteLength(one)}:${one},`).join('')
    return createHmac('sha256', call.id).update(text).digest('base64url')
  },
}

function guard(own) {
  const classified = own.astNode?.directives.find(({ name }) => name.value === 'classified')
  const categories = classified?.arguments[0].value.values.map(({ value }) => value) ?? []
  const give = own.resolve ?? defaultFieldResolver
  const isLocating = categories.some((category) => locating.includes(category))
  own.resolve = (source, args, context, info) => {
    const coordinate = `${info.parentType.name}.${info.fieldName}`
    const reason = withheldBy(categories, context.call, isLocating && source.isProtected)
    if (reason) {
      context.withheld.set(coordinate, reason)
      throw new GraphQLError('This field is withheld.', {
        extensions: { code: 'WITHHELD', reason, agency: code },
      })
    }
    if (getNamedType(own.type).name !== '_Entity') context.fields.add(coordinate)
    return give(source, args, context, info)
  }
}

function withheldBy(categories, { roles, purpose }, isProtected) {
  if (categories.length === 0) return null
  const rows = agreement.filter((row) => roles.includes(row.role) && row.purpose === purpose)
  if (rows.length === 0) return 'NO_AGREEMENT'
  const permitted = rows.flatMap((row) => row.categories)
  if (!categories.every((one) => permitted.includes(one))) return 'CATEGORY_NOT_DISCLOSED'
  return isProtected ? 'ADDRESS_PROTECTED' : null
}

function readArguments({ from, to, first }) {
  for (const [name, day] of Object.entries({ from, to })) {
    const isDay = /^\d{4}-\d\d-\d\d$/.test(day ?? '2000-01-01')
    const date = new Date(day ?? '2000-01-01')
    if (!isDay || Number.isNaN(+date) || (day && !date.toISOString().startsWith(day)))
      throw badInput(`Argument "${name}" must be an ISO 8601 date.`, 'INVALID_ARGUMENT')
  }
  if (from && to && from > to)
    throw badInput('Argument "from" must not be after "to".', 'INVALID_ARGUMENT')
  if (!(first >= 1 && first <= 1000))
    throw badInput('Argument "first" must be from 1 to 1000.', 'INVALID_ARGUMENT')
  return { from: from ?? '', to: to ?? '9999', first }
}

function badInput(message, reason) {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', reason, agency: code } })
}

function visit(id, occurredAt, isAlarmDisabled) {
  const source = { agency: code, system: 'home-visits', recordId: id }
  return { id, occurredAt, isAlarmDisabled, uprn: '906700000011', source }
}
