import { getOwn, isObject } from '../../common/json'
import type { DecidedField } from '../authorization/decided-selection'
import { fetchedName } from '../authorization/re-alias'
import { isAgencyPart, isSourced } from './decided-leaves'
import type { AgencyContent } from './response-builder'

/** By code of the agency. */
export type ContentCounts = Map<string, AgencyContent>

/**
 * Counts what agencies gave for others to compute with: the caller's answer does not hold it, and
 * coverage has to tell it from "no record" all the same.
 * @param data everything that was fetched, by fetched names
 */
export function countRequired(fields: readonly DecidedField[], data: unknown): ContentCounts {
  const counts: ContentCounts = new Map()
  for (const field of fields) {
    if (field.withheld !== null) continue
    for (const item of itemsOf(data)) {
      for (const [code, content] of countRequired(field.children, item[fetchedName(field)]))
        add(counts, code, content)
      for (const required of field.required) countPart(required, item, counts)
    }
  }
  return counts
}

/** A required field stands under its own name. */
function countPart(field: DecidedField, item: Item, counts: ContentCounts): void {
  if (field.withheld !== null || !field.definition) return
  for (const required of field.required) countPart(required, item, counts)
  const value = getOwn(item, field.definition.name)
  const { agency } = field.source
  if (agency) {
    const people = isAgencyPart(field) && isObject(value) ? 1 : 0
    const records = isSourced(field) ? itemsOf(value).length : 0
    add(counts, agency.code, { people, records })
  }
  for (const inside of itemsOf(value))
    for (const child of field.children) countPart(child, inside, counts)
}

type Item = Readonly<Record<string, unknown>>

/** The objects of a value, through lists of any depth. */
function itemsOf(value: unknown): readonly Item[] {
  if (Array.isArray(value)) return value.flatMap(itemsOf)
  return isObject(value) ? [value] : []
}

function add(counts: ContentCounts, code: string, { people, records }: AgencyContent): void {
  const known = counts.get(code) ?? { people: 0, records: 0 }
  counts.set(code, { people: known.people + people, records: known.records + records })
}
