import { hash } from 'node:crypto'

import type { SelectedField } from '../operation/selection'
import { coordinateOf } from '../operation/selection'
import type { FetchGuard, RefusedInput } from '../plan/fetch-guard'
import { UndecidedFetchError } from '../plan/fetch-guard'
import type { DecidedField } from './decided-selection'

/** What a plan of this decided selection may fetch, and of what it must be told that it may not. */
export function guardFetches(fields: readonly DecidedField[]): FetchGuard {
  const permitted = new Set<string>()
  const refused = new Set<string>()
  const inputs = new Map<string, readonly RefusedInput[]>()
  const note = (field: DecidedField): void => {
    if (!field.definition) return
    const name = nameOf(field.source.service, coordinateOf(field))
    if (field.withheld === null) permitted.add(name)
    else refused.add(name)
    if (field.required.length > 0) inputs.set(coordinateOf(field), refusedAmong(field.required, []))
    field.children.forEach(note)
    field.required.forEach(note)
    for (const name of namesIn(field.unread)) refused.add(name)
  }
  fields.forEach(note)
  return {
    key: keyOf(inputs),
    mayFetch(service, coordinate) {
      const name = nameOf(service, coordinate)
      if (permitted.has(name)) return true
      if (refused.has(name)) return false
      throw new UndecidedFetchError(service, coordinate)
    },
    refusedInputs: (coordinate) => inputs.get(coordinate) ?? [],
  }
}

/** What the planner would fetch for a field that is withheld. */
function namesIn(fields: readonly SelectedField[]): readonly string[] {
  return fields.flatMap((field) => [
    nameOf(field.source.service, coordinateOf(field)),
    ...namesIn(field.children),
    ...namesIn(field.required),
  ])
}

function nameOf(service: string, coordinate: string): string {
  return `${service} ${coordinate}`
}

/** The tops of what is refused: nothing below them is fetched either. */
function refusedAmong(
  fields: readonly DecidedField[],
  path: readonly string[],
): readonly RefusedInput[] {
  return fields.flatMap((field) => {
    const here = [...path, field.responseName]
    if (field.withheld === null) return refusedAmong(field.children, here)
    return [{ path: here, reason: field.withheld }]
  })
}

/** Empty when nothing is required: the permitted part alone then says what is fetched. */
function keyOf(inputs: ReadonlyMap<string, readonly RefusedInput[]>): string {
  return inputs.size === 0 ? '' : hash('sha256', JSON.stringify([...inputs]))
}
