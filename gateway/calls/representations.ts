import { isObject } from '../../common/json'
import { personType } from '../operation/selection'

/** A person an agency is asked about, once however often it occurs in the operation. */
export interface AskedEntity {
  /** Hub id, to find the slots of the answer it belongs to. */
  readonly id: string
  readonly representation: unknown
}

export interface GroupedRepresentations {
  readonly asked: readonly AskedEntity[]
  /** For each representation its slot in `asked`; null when the agency need not be asked. */
  readonly slots: readonly (number | null)[]
}

/**
 * Who must be asked about at all: equal representations once (hazard 14), and nobody to whom nothing
 * is linked, so that the agency does not learn whom the hub looks at.
 * @param referencesField where the index puts the agency's references; null: everybody is asked about
 */
export function groupRepresentations(
  representations: readonly unknown[],
  referencesField: string | null,
): GroupedRepresentations {
  const asked: AskedEntity[] = []
  const known = new Map<string, number>()
  const isAlone = representations.length === 1
  const slots = representations.map((representation) => {
    const fields = representation as Readonly<Record<string, unknown>>
    if (referencesField !== null && hasNoReferences(fields, referencesField)) return null
    const key = isAlone ? '' : JSON.stringify(fields)
    const slot = known.get(key) ?? asked.push({ id: String(fields['id']), representation }) - 1
    known.set(key, slot)
    return slot
  })
  return { asked, slots }
}

function hasNoReferences(fields: Readonly<Record<string, unknown>>, name: string): boolean {
  if (!Object.hasOwn(fields, name)) return false
  const references = fields[name]
  return references === null || (Array.isArray(references) && references.length === 0)
}

/** True for what stands for a person, and not for an address or another thing of the hub's. */
export function isPerson(representation: unknown): boolean {
  return isObject(representation) && representation['__typename'] === personType
}
