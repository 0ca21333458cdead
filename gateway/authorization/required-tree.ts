import type { DecidedField } from './decided-selection'
import { fetchedName } from './re-alias'

/** A permitted field that is read for others to compute with, once however many of them require it. */
export interface RequiredField {
  readonly field: DecidedField
  readonly below: readonly RequiredField[]
}

/** What stands beside the fields of one level of a caller's selection, and inside of them. */
export interface RequiredLevel {
  readonly required: readonly RequiredField[]
  readonly inside: readonly { readonly name: string; readonly level: RequiredLevel }[]
}

const known = new WeakMap<readonly DecidedField[], RequiredLevel>()

/**
 * What a selection requires, at the places where it is fetched to: a required field under its own name, what a
 * caller selects under its fetched name. Selections that are remembered are read once.
 */
export function requiredTree(fields: readonly DecidedField[]): RequiredLevel {
  const tree = known.get(fields) ?? levelOf(fields)
  known.set(fields, tree)
  return tree
}

function levelOf(fields: readonly DecidedField[]): RequiredLevel {
  const permitted = fields.filter(({ withheld }) => withheld === null)
  const inside = permitted
    .map((field) => ({ name: fetchedName(field), level: levelOf(field.children) }))
    .filter(({ level }) => level.required.length > 0 || level.inside.length > 0)
  return { required: merge(permitted.flatMap(requiredBy)), inside }
}

/** What a field requires, through any number of steps; all of it stands beside the field. */
function requiredBy({ withheld, required }: DecidedField): readonly DecidedField[] {
  return withheld === null ? required.flatMap((one) => [one, ...requiredBy(one)]) : []
}

function merge(fields: readonly DecidedField[]): readonly RequiredField[] {
  const byName = new Map<string, [DecidedField, ...DecidedField[]]>()
  for (const field of fields) {
    if (field.withheld !== null || !field.definition) continue
    const { name } = field.definition
    const same = byName.get(name)
    if (same) same.push(field)
    else byName.set(name, [field])
  }
  return [...byName.values()].map((same) => {
    const children = same.flatMap((one) => one.children)
    return { field: same[0], below: merge([...children, ...children.flatMap(requiredBy)]) }
  })
}
