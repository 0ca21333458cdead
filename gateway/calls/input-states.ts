import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listAtLimit } from '../answer/coverage'
import type { PlacedFault, RequestRecord } from '../answer/request-record'
import { linkDisputed, linkPossible } from '../answer/request-record'
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

/** What the request has learned that is not in the inputs themselves. */
export interface InputKnowledge extends Pick<RequestRecord, 'faults' | 'disputed' | 'possible'> {
  /** By code of the agency its field of a person; none of those that hide that there is a record. */
  readonly agencyFields: ReadonlyMap<string, string>
}

/** What a computing subgraph is told of the inputs in this representation. */
export function inputStatesOf(
  representation: JsonObject,
  { names, refused }: RequiredInputs,
  { faults, disputed, possible, agencyFields }: InputKnowledge,
): SurveyedInputs {
  const { people, lists } = survey(representation)
  const isGiven = ({ path: [top] }: InputState) => top !== undefined && names.has(top)
  const isOfThem = ({ entityId }: PlacedFault) => entityId !== null && people.has(entityId)
  const learned = [
    ...faults.filter(isOfThem).map(stateOf),
    ...uncertainStates({ agencies: disputed, reason: linkDisputed, agencyFields }, people),
    ...uncertainStates({ agencies: possible, reason: linkPossible, agencyFields }, people),
  ]
  const told: readonly InputState[] = [
    ...refused.map(({ path, reason }) => ({ path, state: 'REFUSED' as const, reason })),
    ...learned.filter(isGiven),
    ...lists.map((path) => ({ path, state: 'CUT_OFF' as const, reason: listAtLimit })),
  ]
  const once = new Map(told.map((state) => [JSON.stringify(state), state]))
  return { states: [...once.values()].slice(0, maxStates), people }
}

/** Records that may be another's are not asked for: that is not "nothing known". */
function uncertainStates(
  {
    agencies: known,
    reason,
    agencyFields,
  }: Pick<InputKnowledge, 'agencyFields'> & {
    readonly agencies: RequestRecord['disputed']
    readonly reason: string
  },
  people: ReadonlySet<string>,
): readonly InputState[] {
  return [...known]
    .filter(([person]) => people.has(person))
    .flatMap(([person, agencies]) =>
      [...agencies].flatMap((code) => {
        const field = agencyFields.get(code)
        if (field === undefined) return []
        return [{ path: [field], state: 'REFUSED' as const, reason, person }]
      }),
    )
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
