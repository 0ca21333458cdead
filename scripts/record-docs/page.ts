import type { CodeList } from '../../subgraphs/kit/records/coded-value'
import { envelope } from '../../subgraphs/kit/records/record-fields'
import type { FieldRow } from './field-rows'

/** A type of record with its fields. */
export interface DescribedType {
  readonly recordType: string
  readonly rows: readonly FieldRow[]
}

/** A description of people; every kind has it, and it has another envelope than records. */
const personType = 'person'

/**
 * The page of one kind of agency, as Markdown: what every record has once, then what each type has of
 * its own, then the code lists.
 */
export function recordPage(kind: string, types: readonly DescribedType[]): string {
  const record = types.find(({ recordType }) => recordType !== personType)
  const lists = new Map<string, CodeList>()
  for (const { codeList } of types.flatMap(({ rows }) => rows))
    if (codeList) lists.set(codeList.name, codeList)
  return [
    `# Records of ${kind}`,
    intro(kind, types),
    '## Every record',
    `Every record but \`${personType}\` has these beside its own.`,
    fieldTable(record?.rows.filter(isOfEnvelope) ?? []),
    ...types.flatMap(({ recordType, rows }) => [
      `## ${recordType}`,
      ownFields(rows.filter((row) => recordType === personType || !isOfEnvelope(row))),
    ]),
    ...(lists.size === 0 ? [] : ['## Code lists']),
    ...[...lists.values()].flatMap((list) => [`### ${list.name}`, codeTable(list)]),
  ]
    .join('\n\n')
    .concat('\n')
}

function intro(kind: string, types: readonly DescribedType[]): string {
  const words = types.map(({ recordType }) => `\`${recordType}\``).join(', ')
  return [
    `What \`npm run import\` takes for an agency of the kind ${kind}. Made from \`subgraphs/${kind}/models.ts\``,
    'by `npm run docs`: not to be edited.',
    '',
    `A line of the file is a JSON object with \`recordType\`, one of ${words},`,
    'and the fields below. `sourceRecordId` is the id in the source: the same id is the same record, and',
    "takes the place of what was there. `personRefs` are the agency's own references of its people, the",
    '`sourceRecordId` of their `person`; `personRef` is short for a list of one. A field that is not below is',
    'refused by its name. Texts hold no control characters but tabs and ends of lines. What several',
    'fields have to agree on is said when a line is refused.',
  ].join('\n')
}

const envelopeFields = new Set(['sourceRecordId', ...Object.keys(envelope)])

/** True for what every record has, and for the parts of it. */
function isOfEnvelope({ field }: FieldRow): boolean {
  return envelopeFields.has(field.split(/[.[]/)[0] ?? '')
}

function ownFields(rows: readonly FieldRow[]): string {
  return rows.length === 0 ? 'No fields of its own.' : fieldTable(rows)
}

function fieldTable(rows: readonly FieldRow[]): string {
  return [
    '| field | type | required | allowed |',
    '| --- | --- | --- | --- |',
    ...rows.map(rowText),
  ].join('\n')
}

function rowText({ field, type, isRequired, allowed }: FieldRow): string {
  return `| \`${field}\` | ${cell(type)} | ${isRequired ? 'yes' : ''} | ${cell(allowed)} |`
}

function codeTable({ codes }: CodeList): string {
  const rows = [...codes].map(
    ([code, { display, validFrom = '', validTo = '' }]) =>
      `| \`${code}\` | ${cell(display)} | ${validFrom} | ${validTo} |`,
  )
  return ['| code | meaning | from | before |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`)
}
