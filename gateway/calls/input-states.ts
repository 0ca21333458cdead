import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listAtLimit } from '../answer/coverage'
import type { PlacedFault } from '../answer/request-record'
import { personType } from '../operation/selection'
import { maxRequiredItems } from '../plan/permitted-document'
import type { RequiredInputs } from '../plan/required-inputs'

/**
 * Why an input of a computed field is not whole. What is null or empty without such a state is what its
 * source has: nothing.
 */
export interface InputState {
  /** Names of fields, from the object that is asked about; from the person, where one is named. */
  readonly path: readonly string[]
  /** `REFUSED`: a rule keeps it back. `SILENT`: its source gave no answer. `CUT_OFF`: there may be more. */
  readonly state: 'REFUSED' | 'SILENT' | 'CUT_OFF'
  /** As in coverage. */
  readonly reason: string
  /** Hub id of the person of whom it is so; absent: of everybody. */
  readonly person?: string
}

/** The member of a representation that tells a computing subgraph of its inputs. */
export const inputStatesName = 'hub__inputs'

/** Most states that one representation carries. */
const maxStates = 500

/** What is known of what a computing subgraph is given. */
export interface SurveyedInputs {
  readonly states: readonly InputState[]
  /** Hub ids of the people whose data it is. */
  readonly people: ReadonlySet<string>
}

/** What a computing subgraph is told of the inputs in this representation. */
export function inputStatesOf(
  representation: JsonObject,
  { names, refused }: RequiredInputs,
  faults: readonly PlacedFault[],
): SurveyedInputs {
  const { people, lists } = survey(representation)
  const found = new Map<string, InputState>()
  const add = (state: InputState) => found.set(JSON.stringify(state), state)
  for (const { path, reason } of refused) add({ path, state: 'REFUSED', reason })
  for (const fault of faults) {
    const [top] = fault.path
    const isOfThem = fault.entityId !== null && people.has(fault.entityId)
    if (isOfThem && typeof top === 'string' && names.has(top)) add(stateOf(fault))
  }
  for (const path of lists) add({ path, state: 'CUT_OFF', reason: listAtLimit })
  return { states: [...found.values()].slice(0, maxStates), people }
}

interface Survey {
  /** Hub ids. */
  readonly people: Set<string>
  /** Lists that are as long as they may be. */
  readonly lists: (readonly string[])[]
}

function survey(
  value: unknown,
  path: readonly string[] = [],
  found: Survey = { people: new Set(), lists: [] },
): Survey {
  if (Array.isArray(value)) {
    if (value.length >= maxRequiredItems) found.lists.push(path)
    for (const item of value) survey(item, path, found)
  } else if (isObject(value)) surveyObject(value, path, found)
  return found
}

function surveyObject(value: JsonObject, path: readonly string[], found: Survey): void {
  const { id } = value
  // What is not marked with its type is inside: of those only people are named by an id.
  if (typeof id === 'string' && (value['__typename'] ?? personType) === personType)
    found.people.add(id)
  for (const [name, inside] of Object.entries(value)) survey(inside, [...path, name], found)
}

function stateOf({ entityId, path, fault }: PlacedFault): InputState {
  const names = path.filter((step) => typeof step === 'string')
  const state = fault.code === 'WITHHELD' ? 'REFUSED' : 'SILENT'
  const reason = fault.reason ?? fault.code
  return entityId === null
    ? { path: names, state, reason }
    : { path: names, state, reason, person: entityId }
}
