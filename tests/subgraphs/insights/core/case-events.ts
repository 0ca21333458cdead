import type { Agency } from '../../../../common/register'
import { readRegister } from '../../../../common/register'
import { getAgencyKind } from '../../../../subgraphs/agency-kinds'
import type { InsightEvent } from '../../../../subgraphs/insights/core/event'
import { readEvent } from '../../../../subgraphs/insights/core/event'
import { toEvent } from '../../../../subgraphs/kit/agency/event-resolvers'
import { presentRecord } from '../../../../subgraphs/kit/records/present-record'
import type { ListedRecord } from '../../../../subgraphs/kit/agency/view-resolvers'
import type { CaseRecord, MadeUpCase } from '../../../embedded/made-up-case/case-files'

type References = ReadonlyMap<string, readonly string[]>

/** The events of some people of the made-up case, as the agencies tell them to whoever may be told all. */
export function caseEvents(
  madeUp: MadeUpCase,
  people: Readonly<Record<string, References>>,
): readonly InsightEvent[] {
  return readRegister().flatMap((agency) => {
    const personOf = (reference: string) =>
      Object.entries(people).find(([, refs]) => refs.get(agency.code)?.includes(reference))?.[0] ??
      null
    return Object.entries(people).flatMap(([person, refs]) => {
      const own = refs.get(agency.code) ?? []
      return eventsOf(madeUp, agency, own).flatMap((row) => {
        const from = { person, agency: agency.code, agencyKind: agency.kind, personOf }
        const event = readEvent(row, from)
        return event ? [event] : []
      })
    })
  })
}

function eventsOf(madeUp: MadeUpCase, agency: Agency, own: readonly string[]): readonly object[] {
  const { lists, events } = getAgencyKind(agency.kind)
  return Object.entries(events).flatMap(([list, teller]) => {
    const recordType = lists[list]
    const records = recordType === undefined ? [] : madeUp.all(agency.code, recordType)
    return records
      .filter(({ personRefs }) => personRefs.some((ref) => own.includes(ref)))
      .map((record) => tell(record, agency, own))
      .map((record) => toEvent(record, teller, true))
  })
}

function tell(record: CaseRecord, agency: Agency, own: readonly string[]): ListedRecord {
  return presentRecord(record, agency, own) as ListedRecord
}
