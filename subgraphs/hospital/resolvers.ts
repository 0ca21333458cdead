import type { AgencyView } from '../kit/agency/person-resolvers'
import { loadStandingRecords, viewResolvers } from '../kit/agency/view-resolvers'
import type { AgencyContext } from '../kit/records/agency-context'
import type { FrequentAttender } from './frequent-attender'
import { findFrequentAttender } from './frequent-attender'
import { isAssault, isHeadSite } from './injuries'
import { hospitalLists } from './loaders'

interface InjuryRecord {
  readonly bodySite: string
  readonly intent?: string | null
}

interface AttendanceRecord {
  readonly occurredAt: string
  readonly injuries?: readonly InjuryRecord[]
}

/** Resolvers of a hospital or minor injuries unit. */
export const hospitalResolvers = {
  HospitalView: {
    ...viewResolvers(hospitalLists),
    frequentAttender: describeFrequentAttender,
  },
  Attendance: {
    arrivedAt: ({ occurredAt }: AttendanceRecord) => occurredAt,
    hasHeadInjury: ({ injuries }: AttendanceRecord) =>
      injuries?.some(({ bodySite }) => isHeadSite(bodySite)) ?? null,
  },
  Injury: {
    isHead: ({ bodySite }: InjuryRecord) => isHeadSite(bodySite),
    isAssault: ({ intent }: InjuryRecord) => isAssault(intent),
  },
}

async function describeFrequentAttender(
  view: AgencyView,
  _args: unknown,
  context: AgencyContext,
): Promise<FrequentAttender | null> {
  const attendances = await loadStandingRecords(hospitalLists.attendances, view, context)
  return findFrequentAttender(
    attendances.flatMap(({ occurredAt, departmentType }) =>
      occurredAt && typeof departmentType === 'string'
        ? [{ arrivedAt: occurredAt, departmentType }]
        : [],
    ),
  )
}
