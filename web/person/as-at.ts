import type { Request } from 'express'

import { isDay } from '../../common/days'
import { queryValues } from '../http/forms'

/** The day of a look back, as somebody entered it. */
export interface AsAt {
  /** As in 2025-07-01; empty: now. */
  readonly knownOn: string
  /** Day, month and year as they were entered. */
  readonly entered: readonly [string, string, string]
  /** What is wrong with it; empty: nothing. Then `knownOn` is empty. */
  readonly error: string
}

/** Names of its fields. */
const names = ['known-day', 'known-month', 'known-year'] as const

/** Reads the day from the address of a page. */
export function readAsAt(request: Request, now: number): AsAt {
  return asAtOf((name) => queryValues(request, name)[0] ?? '', now)
}

/** Reads the day of a look back: nothing entered is now, and what is no day that has been is an error. */
export function asAtOf(read: (name: string) => string, now: number): AsAt {
  const [day, month, year] = names.map((name) => read(name).trim().slice(0, 4))
  const entered = [day ?? '', month ?? '', year ?? ''] as const
  if (entered.every((part) => part === '')) return { knownOn: '', entered, error: '' }
  const knownOn = dayOf(entered)
  if (knownOn === '') return { knownOn, entered, error: 'Enter a real date, like 27 3 2025' }
  if (Date.parse(`${knownOn}T00:00:00Z`) > now)
    return { knownOn: '', entered, error: 'Enter a date that has been' }
  return { knownOn, entered, error: '' }
}

function dayOf([day, month, year]: AsAt['entered']): string {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return ''
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : ''
}
