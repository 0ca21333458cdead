import { isDay } from '../../../common/days'
import { RejectedRecord } from '../files/rejected-record'

/** A time as a record has it, and how far it is known. */
export interface KnownTime {
  readonly occurredAt: string
  readonly occurredPrecision: 'EXACT' | 'DAY' | 'MONTH' | 'YEAR'
}

/**
 * A FHIR dateTime, which may be known to the day, the month or the year.
 * @throws RejectedRecord RESOURCE_INVALID when there is none
 * @see FHIR R4, dateTime
 */
export function readTime(text: string | undefined, name: string): KnownTime {
  if (text !== undefined) {
    if (/^\d{4}$/.test(text)) return { occurredAt: `${text}-01-01`, occurredPrecision: 'YEAR' }
    if (/^\d{4}-\d\d$/.test(text) && isDay(`${text}-01`))
      return { occurredAt: `${text}-01`, occurredPrecision: 'MONTH' }
    if (isDay(text)) return { occurredAt: text, occurredPrecision: 'DAY' }
    if (isDay(text.slice(0, 10)) && /T.*(Z|[+-]\d\d:\d\d)$/.test(text))
      return { occurredAt: text, occurredPrecision: 'EXACT' }
  }
  throw new RejectedRecord(`${name} must be a FHIR dateTime`, 'RESOURCE_INVALID')
}

/** The day of a FHIR dateTime; undefined when it is not known to the day. */
export function dayOfTime(text: string | undefined): string | undefined {
  const day = text?.slice(0, 10) ?? ''
  return isDay(day) ? day : undefined
}
