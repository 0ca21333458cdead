import type { GraphQLField, GraphQLOutputType } from 'graphql'
import { getNamedType, isEnumType, isObjectType } from 'graphql'

import { isObject } from '../../common/json'
import { readMoment } from '../words/dates'
import { partWords } from '../words/event-words'
import { handlingWords } from '../words/policy-words'
import { humanise, safeLine } from '../words/text'

/** Longest text of a field that is shown; notes are the longest. */
const longest = 4000
const mostParts = 20
const deepest = 3

/** Shown in a record's heading, or said once for all records. */
const notShown = new Set(['id', 'occurredAt', 'recordedAt', 'source'])

/** What staff call a field whose name does not say it. */
const labels: Readonly<Record<string, string>> = {
  standing: 'Written down by, and as',
  involved: 'Others in it',
}

/** A field of a record: what it is called, and what it says. */
export interface Pair {
  readonly label: string
  readonly text: string
}

/** The fields of a record that say something, in the order of the schema. What nobody wrote is left out. */
export function pairsOf(
  record: Readonly<Record<string, unknown>>,
  type: GraphQLOutputType,
): Pair[] {
  const named = getNamedType(type)
  if (!isObjectType(named)) return []
  return Object.values(named.getFields())
    .filter(({ name }) => !notShown.has(name))
    .map((field) => ({
      label: labels[field.name] ?? humanise(field.name),
      text: textOf(record[field.name], field),
    }))
    .filter(({ text }) => text !== '')
}

function textOf(value: unknown, field: GraphQLField<unknown, unknown>, depth = 0): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) {
    if (value.length === 0) return 'None'
    const shown = value.slice(0, mostParts).map((one) => textOf(one, field, depth))
    const more = value.length > mostParts ? [`and ${value.length - mostParts} more`] : []
    return [...shown, ...more].filter(Boolean).join('; ')
  }
  if (isObject(value)) return objectText(value, field.type, depth)
  return scalarText(value, field)
}

function objectText(
  value: Readonly<Record<string, unknown>>,
  type: GraphQLOutputType,
  depth: number,
): string {
  const named = getNamedType(type)
  if (!isObjectType(named) || depth >= deepest) return ''
  const known = knownShape(value, named.name)
  if (known !== null) return known
  // A code says what it means; its number is of no use to a reader.
  if ('display' in value && typeof value['display'] === 'string')
    return safeLine(value['display'], longest)
  return Object.values(named.getFields())
    .map((inner) => {
      const text = textOf(value[inner.name], inner, depth + 1)
      return text === '' ? '' : `${humanise(inner.name).toLowerCase()}: ${text}`
    })
    .filter(Boolean)
    .join(', ')
}

/** What every agency has is written as staff would say it; null: it is nothing of that kind. */
function knownShape(value: Readonly<Record<string, unknown>>, type: string): string | null {
  const word = (name: string) => humanise(safeLine(value[name], 100))
  if (type === 'PersonName') {
    const kind = value['kind'] === 'LEGAL' ? '' : ` (${word('kind').toLowerCase()})`
    return safeLine(`${safeLine(value['forenames'])} ${safeLine(value['surname'])}${kind}`)
  }
  if (type !== 'RecordStanding') return null
  const unusual = ['status', 'verification'].map(word).filter((one) => one !== 'Current')
  return [
    safeLine(value['recordedByRole'], 100),
    word('basis'),
    ...unusual,
    partWords(safeLine(value['subjectRole'], 40)),
  ]
    .filter(Boolean)
    .join(' · ')
}

function scalarText(value: unknown, { name, type }: GraphQLField<unknown, unknown>): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  const named = getNamedType(type)
  if (isEnumType(named) && typeof value === 'string') return enumText(named.name, value)
  const isDate = /At$|Date$|^date|On$|From$|Until$/.test(name)
  return (isDate ? readMoment(value)?.text : null) ?? safeLine(value, longest)
}

function enumText(type: string, value: string): string {
  if (type === 'Handling') return handlingWords(value)
  return type === 'SubjectRole' ? partWords(value) : humanise(safeLine(value, 100))
}
