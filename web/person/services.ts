import { listIn } from '../hub/answer-lists'
import type { Naming } from '../insights/naming'
import type { Panel } from '../insights/panel'
import { readMoment } from '../words/dates'
import { safeLine } from '../words/text'

/** A service that works with the person on the day, and whom to ring. */
export interface WorkingService {
  readonly agencyName: string
  readonly service: string
  readonly worker: string
  readonly from: string
  /** Empty: it goes on. */
  readonly to: string
  readonly desk: string
  readonly telephone: string
  readonly hours: string
}

/** Who works with them, and what could not be seen. */
export interface WorkingServices {
  readonly panel: Panel
  readonly services: readonly WorkingService[]
}

/** Reads who works with them on the day, newest first. */
export function servicesOf(panel: Panel, naming: Naming): WorkingServices {
  return {
    panel,
    services: listIn(panel.value, 'services').map((one) => ({
      agencyName: naming.agency(safeLine(one['agency'], 60)),
      service: safeLine(one['service'], 150),
      worker: safeLine(one['workerRole'], 100),
      from: readMoment(one['startDate'])?.text ?? '',
      to: readMoment(one['endDate'])?.text ?? '',
      desk: safeLine(one['desk'], 100),
      telephone: safeLine(one['deskTelephone'], 30),
      hours: safeLine(one['deskHours'], 100),
    })),
  }
}
