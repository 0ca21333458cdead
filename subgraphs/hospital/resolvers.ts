import type { AgencyView } from '../kit/agency/agency-view'
import { loadStandingRecords } from '../kit/agency/view-resolvers'
import type { AgencyContext } from '../kit/records/agency-context'
import { isHeadSite } from '../../common/body-sites'
import type { FrequentAttender } from './frequent-attender'
import { findFrequentAttender } from './frequent-attender'
import type { InjuryRecord } from './injuries'
import { isAssault } from './injuries'

interface AttendanceRecord {
  readonly occurredAt: string
  readonly injuries?: readonly InjuryRecord[]
}

/** What a hospital or minor injuries unit computes. */
export const hospitalResolvers = {
  HospitalView: { frequentAttender: describeFrequentAttender },
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
  const attendances = await loadStandingRecords('attendance', view, context)
  return findFrequentAttender(
    attendances.flatMap(({ occurredAt, departmentType }) =>
      occurredAt && typeof departmentType === 'string'
        ? [{ arrivedAt: occurredAt, departmentType }]
        : [],
    ),
  )
}
