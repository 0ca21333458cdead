import type { Request } from 'express'

import { isDay, utcDayOf } from '../../common/days'
import { field } from '../http/forms'

/** What a data protection officer asks of the record. */
export interface AuditQuestion {
  readonly by: string
  readonly value: string
  /** Days as in 2026-11-01, both included. */
  readonly from: string
  readonly to: string
  /** Where the page begins; empty: at the newest. */
  readonly after: string
}

/** By what the record can be asked. */
export const auditWays = [
  { by: 'NHS_NUMBER', words: 'A person, by NHS number' },
  { by: 'CRN', words: 'A person, by CRN' },
  { by: 'PNC_ID', words: 'A person, by PNC' },
  { by: 'id', words: 'A person, by their reference here' },
  { by: 'staff', words: 'A member of staff, by staff id' },
  { by: 'agency', words: 'An agency' },
] as const

const dayMs = 86_400_000

/** Reads the form; without days it is about the last thirty. */
export function readAuditQuestion(request: Request, now: number): AuditQuestion {
  return {
    by: field(request, 'by'),
    value: field(request, 'value').slice(0, 100),
    from: field(request, 'from').slice(0, 20) || utcDayOf(now - 30 * dayMs),
    to: field(request, 'to').slice(0, 20) || utcDayOf(now),
    after: field(request, 'after').slice(0, 500),
  }
}

/** The question before anybody has asked one: the last thirty days. */
export function emptyQuestion(now: number): AuditQuestion {
  return {
    by: 'NHS_NUMBER',
    value: '',
    from: utcDayOf(now - 30 * dayMs),
    to: utcDayOf(now),
    after: '',
  }
}

/** The bounds as the hub takes them: from the first moment of a day to the first moment after another. */
export function boundsOf({ from, to }: Pick<AuditQuestion, 'from' | 'to'>) {
  const end = new Date(Date.parse(`${to}T00:00:00Z`) + dayMs).toISOString()
  return { from: `${from}T00:00:00Z`, to: end }
}

/** What is not right in it, by field. */
export function checkAuditQuestion({ by, value, from, to }: AuditQuestion) {
  return {
    ...(auditWays.some((way) => way.by === by) ? {} : { by: 'Choose what to look for' }),
    ...(value === '' ? { value: 'Enter whom or what to look for' } : {}),
    ...checkDays({ from, to }),
  }
}

/** What is not right in its days, by field. */
export function checkDays({ from, to }: Pick<AuditQuestion, 'from' | 'to'>) {
  const noDay = 'Enter a real date, like 2026-03-27'
  if (isDay(from) && isDay(to))
    return from > to ? { from: 'The first day must not be after the last' } : {}
  return { ...(isDay(from) ? {} : { from: noDay }), ...(isDay(to) ? {} : { to: noDay }) }
}
