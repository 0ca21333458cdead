import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { isHeadSite } from '../../common/body-sites'
import type { InjuryRecord } from './injuries'
import { isAssault } from './injuries'

const { code, words } = eventWordsOf('hospital')

/** How a hospital's or unit's records are told as events. */
export const hospitalEvents: EventTellers = {
  attendances: {
    kind: 'ATTENDANCE',
    category: 'HEALTH',
    alsoNeeds: ['SERVICE_USE'],
    tell: ({ departmentType, chiefComplaint, discharge, ...record }) => {
      const injuries = record['injuries'] as readonly InjuryRecord[] | null | undefined
      return {
        sentence: sentence(
          departmentType === '03' ? 'Visit to a minor injuries unit' : 'Visit to a hospital',
          words('ChiefComplaint', chiefComplaint),
          injuries?.some(({ bodySite }) => isHeadSite(bodySite)) ? 'hurt on the head' : null,
          words('Discharge', discharge),
        ),
        codes: [code('ChiefComplaint', chiefComplaint), code('Discharge', discharge)],
        until: null,
        bodySites: injuries?.map(({ bodySite }) => bodySite) ?? null,
        isAssault: isAnyAssault(injuries),
      }
    },
  },
}

/** True when one was; false when all were told as something else; null when nobody could tell. */
function isAnyAssault(injuries: readonly InjuryRecord[] | null | undefined): boolean | null {
  const told = injuries?.map(({ intent }) => isAssault(intent)) ?? []
  if (told.includes(true)) return true
  return told.length > 0 && !told.includes(null) ? false : null
}
