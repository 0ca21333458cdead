import type { Agency } from '../../common/register'
import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { CoverageRow } from '../../common/http/hub-question'
import type { CoverageState } from '../words/coverage-words'
import { coverageState } from '../words/coverage-words'

/** What one agency gave, and how it took part. */
export interface AgencyPart {
  readonly agency: Agency
  readonly state: CoverageState
  /** Null: it gave nothing. */
  readonly view: JsonObject | null
  readonly row: CoverageRow | null
}

/** The parts of an answer, by agency in the order of the register. */
export function agencyParts(
  person: JsonObject,
  coverage: readonly CoverageRow[],
  agencies: readonly Agency[],
): readonly AgencyPart[] {
  return agencies.map((agency) => {
    const row = coverage.find((one) => one.agency === agency.code) ?? null
    const view = person[agency.field]
    return {
      agency,
      state: coverageState(row?.status),
      view: isObject(view) ? view : null,
      row,
    }
  })
}

/** The objects of a list in a view; nothing when it is withheld or missing. */
export function listIn(view: JsonObject | null, name: string): readonly JsonObject[] {
  const list = view?.[name]
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** The texts of a list in an object. */
export function textsIn(value: JsonObject | null, name: string): readonly string[] {
  const list = value?.[name]
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
}
