import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { personIndexCode } from '../../common/services'
import type { Missing as MissingOfKind, MissingReason } from './core/evidence'

/** Before it is said what kind of agency it is of. */
type Missing = Omit<MissingOfKind, 'agencyKind'>

/** Categories of the fields that are read, by coordinate of the field, as in `Event.uprn`. */
export type FieldCategories = ReadonlyMap<string, readonly string[]>

/** Against what the gateway's words about inputs are read. */
export interface MissingTerms {
  readonly register: readonly Agency[]
  readonly categories: FieldCategories
  /** The field with the people, as in `household`; null: the fields are the person's own. */
  readonly of: string | null
}

/** What the gateway says of an input that is not whole. */
interface InputState {
  readonly path: readonly string[]
  readonly state: string
}

const reasons: Readonly<Record<string, MissingReason>> = {
  REFUSED: 'WITHHELD',
  SILENT: 'SILENT',
  CUT_OFF: 'LEFT_OFF',
}

/**
 * What could not be seen, as the gateway says it in `hub__inputs` of a representation. Of an agency to which
 * nobody is linked, no part is missing: that it has nothing is the whole of it.
 * @param holders codes of the agencies that gave something
 */
export function readStates(
  states: unknown,
  terms: MissingTerms,
  holders: ReadonlySet<string>,
): readonly Missing[] {
  if (!Array.isArray(states)) throw new Error('The hub has not said whether the inputs are whole')
  return states
    .filter(isState)
    .flatMap((state) => readState(state, terms))
    .filter(({ agency, reason }) => reason !== 'WITHHELD_BY_CATEGORY' || holders.has(agency))
}

function isState(value: unknown): value is InputState {
  return isObject(value) && Array.isArray(value['path']) && typeof value['state'] === 'string'
}

function readState({ path, state }: InputState, terms: MissingTerms): readonly Missing[] {
  const { register, of } = terms
  const reason = reasons[state] ?? 'SILENT'
  const [field, ...inside] = path[0] === of ? path.slice(1) : path
  const agency = register.find((one) => one.field === field)
  // Who is beside the person, or at the address, only the index can say.
  if (!agency) return [missing(personIndexCode, reason)]
  return readInside(inside, { agency: agency.code, reason, terms })
}

interface Inside {
  readonly agency: string
  readonly reason: MissingReason
  readonly terms: MissingTerms
}

/** @param path from the agency's view */
function readInside(
  path: readonly string[],
  { agency, reason, terms }: Inside,
): readonly Missing[] {
  const [list, leaf] = path
  if (list === undefined || (list === 'events' && leaf === undefined))
    return [missing(agency, reason)]
  const type = typesOfLists[list]
  // How many events are left off is no record of anybody.
  if (type === undefined) return []
  const own = leaf === undefined ? type.category : terms.categories.get(`${type.name}.${leaf}`)
  if (reason !== 'WITHHELD' || !own) return [missing(agency, reason)]
  return own.length === 0 ? [missing(agency, reason)] : [byCategory(agency, own)]
}

/** What is read of a view beside the events: the type of its rows, and the category of the list itself. */
const typesOfLists: Readonly<Record<string, { name: string; category: readonly string[] }>> = {
  events: { name: 'Event', category: [] },
  involvements: { name: 'Involvement', category: ['INVOLVEMENT'] },
  people: { name: 'LocalPerson', category: ['IDENTITY'] },
}

/** Everything, or an unknown part, of what an agency has. */
export function missing(
  agency: string,
  reason: MissingReason,
  count: number | null = null,
): Missing {
  return { agency, reason, categories: [], count }
}

/** Events of these categories, whether or not there are any. */
export function byCategory(agency: string, categories: readonly string[]): Missing {
  const sorted = [...new Set(categories)].toSorted()
  return { agency, reason: 'WITHHELD_BY_CATEGORY', categories: sorted, count: sorted.length }
}

/** One for each agency and reason, sorted. What is said of several people is said once: the most of it. */
export function joinMissing(
  all: readonly Missing[],
  register: readonly Agency[],
): readonly MissingOfKind[] {
  const kinds = new Map(register.map(({ code, kind }) => [code, kind]))
  const joined = new Map<string, Missing>()
  for (const one of all) {
    const key = `${one.agency} ${one.reason}`
    const known = joined.get(key)
    joined.set(key, known ? joinTwo(known, one) : one)
  }
  return [...joined]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => ({ ...value, agencyKind: kinds.get(value.agency) ?? value.agency }))
}

function joinTwo(one: Missing, other: Missing): Missing {
  if (one.reason === 'WITHHELD_BY_CATEGORY')
    return byCategory(one.agency, [...one.categories, ...other.categories])
  const count = one.count === null || other.count === null ? null : one.count + other.count
  return { ...one, count }
}
