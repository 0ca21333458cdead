import type { DocumentNode, FieldDefinitionNode, ObjectTypeDefinitionNode, TypeNode } from 'graphql'
import { Kind, parse, visit } from 'graphql'

/** Marks a type that is a record; only the files of kinds know it, no schema that is served does. */
const mark = 'record'

/** What every record begins with, and the arguments of every list of records. */
const envelope = `
type Record {
  "The agency's own id of the record."
  id: ID @classified(as: [])
  "Where it comes from."
  source: RecordSource @classified(as: [])
  "When it happened, ISO 8601, UTC, with no more of it than is known: a day, a month or a year may be all."
  occurredAt: String @classified(as: [])
  "When it was written down, ISO 8601, UTC."
  recordedAt: String @classified(as: [])
  "How far it can be relied on, and what may be done with it."
  standing: RecordStanding @classified(as: [])
}

type View {
  records(
    "First instant of the period, as an ISO 8601 date or date and time; left out: from the beginning."
    from: String
    "First instant after the period, as an ISO 8601 date or date and time; left out: without end."
    to: String
    "Most records to give, 1 to 1,000."
    first: Int = 100
  ): [Record!]
}`

const [record, view] = objectTypes(parse(envelope))
const recordFields = record?.fields ?? []
const listArguments = view?.fields?.[0]?.arguments ?? []

/**
 * A kind's SDL with the types marked `@record` as the records they stand for: each begins with the
 * envelope, and each list of them has a period and a length.
 * @throws Error naming a field that a record or a list of records writes out itself.
 */
export function expandRecords(kind: DocumentNode): DocumentNode {
  const records = new Set(
    objectTypes(kind)
      .filter(isMarked)
      .map(({ name }) => name.value),
  )
  return visit(kind, {
    ObjectTypeDefinition(type) {
      const fields = (type.fields ?? []).map((field) => expandList(type, field, records))
      return isMarked(type) ? expandRecord({ ...type, fields }) : { ...type, fields }
    },
  })
}

function expandRecord(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  const { fields = [], directives = [] } = type
  const given = recordFields.map(({ name }) => name.value)
  const twice = fields.find(({ name }) => given.includes(name.value))
  if (twice) throw new Error(`${type.name.value}.${twice.name.value} is given by @${mark}`)
  return {
    ...type,
    fields: [...recordFields, ...fields],
    directives: directives.filter(({ name }) => name.value !== mark),
  }
}

function expandList(
  type: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  records: ReadonlySet<string>,
): FieldDefinitionNode {
  if (!isListOf(field.type, records)) return field
  if (field.arguments?.length)
    throw new Error(`${type.name.value}.${field.name.value}: @${mark} gives its arguments`)
  return { ...field, arguments: listArguments }
}

function isListOf(type: TypeNode, records: ReadonlySet<string>): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isListOf(type.type, records)
  if (type.kind === Kind.NAMED_TYPE) return false
  const item = type.type.kind === Kind.NON_NULL_TYPE ? type.type.type : type.type
  return item.kind === Kind.NAMED_TYPE && records.has(item.name.value)
}

function isMarked({ directives = [] }: ObjectTypeDefinitionNode): boolean {
  return directives.some(({ name }) => name.value === mark)
}

function objectTypes({ definitions }: DocumentNode): readonly ObjectTypeDefinitionNode[] {
  return definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
}
