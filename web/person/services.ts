import { readMoment } from '../words/dates'
import { safeLine } from '../words/text'
import type { AgencyPart } from './agency-part'
import { listIn } from './agency-part'

/** A service that works or worked with the person, and whom to ring. */
export interface WorkingService {
  readonly agencyName: string
  readonly service: string
  readonly worker: string
  readonly from: string
  readonly to: string
  readonly isCurrent: boolean
  readonly desk: string
  readonly telephone: string
  readonly hours: string
}

/** Who works with them, those who still do first. */
export function servicesOf(parts: readonly AgencyPart[], now: number): readonly WorkingService[] {
  return parts
    .flatMap(({ agency, view }) =>
      listIn(view, 'involvements').map((one) => {
        const end = readMoment(one['endDate'])
        return {
          agencyName: agency.displayName,
          service: safeLine(one['service'], 150),
          worker: safeLine(one['workerRole'], 100),
          from: readMoment(one['startDate'])?.text ?? '',
          to: end?.text ?? '',
          isCurrent: end === null || end.startsAt > now,
          desk: safeLine(one['desk'], 100),
          telephone: safeLine(one['deskTelephone'], 30),
          hours: safeLine(one['deskHours'], 100),
        }
      }),
    )
    .toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent))
}
