import type { Agency } from '../../common/register'
import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { CoverageRow } from '../../common/http/hub-question'
import { readMissing } from '../insights/missing'
import type { Timeline } from '../insights/timeline'
import type { CoverageState } from '../words/coverage-words'
import { coverageState } from '../words/coverage-words'

/** What one agency gave, and how it took part. */
export interface AgencyPart {
  readonly agency: Agency
  readonly state: CoverageState
  /** Null: it gave nothing. */
  readonly view: JsonObject | null
  readonly row: CoverageRow | null
  /** What of it stands in a chronology; null: none was made. */
  readonly told: ToldEvents | null
}

/** What a chronology has of an agency. */
export interface ToldEvents {
  readonly events: number
  /** Events that it has and did not give. */
  readonly leftOff: number
  /** Kinds of record that are kept back, in words, whether or not there are any. */
  readonly keptBack: readonly string[]
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
      ...{ agency, row, told: null },
      state: coverageState({ status: row?.status, reason: row?.reason ?? null }),
      view: isObject(view) ? view : null,
    }
  })
}

/** The same, with what of each agency stands in a chronology. */
export function withEvents(
  parts: readonly AgencyPart[],
  { panel, counts }: Timeline,
): readonly AgencyPart[] {
  if (panel.value === null) return parts
  const missing = readMissing(panel.value)
  return parts.map((part) => {
    const { code } = part.agency
    const own = missing.filter(({ agency }) => agency === code)
    const leftOff = own.filter(({ reason }) => reason === 'LEFT_OFF')
    return {
      ...part,
      told: {
        events: counts.get(code) ?? 0,
        leftOff: leftOff.reduce((sum, { count }) => sum + (count ?? 0), 0),
        keptBack: own.flatMap(({ categories }) => categories),
      },
    }
  })
}
