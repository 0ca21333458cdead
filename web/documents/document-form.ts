import type { Request } from 'express'

import { isDay, utcDayOf } from '../../common/days'
import { field } from '../http/forms'

/** What kind of document somebody wants. */
export interface DocumentWish {
  readonly format: 'pdf' | 'csv'
  /** Initials stand for people, places and records. */
  readonly isAnonymised: boolean
  /** Days as in 2026-11-01, both included; empty: no bound. */
  readonly from: string
  readonly to: string
  /** Day: what could have been known at its end; empty: now. */
  readonly asAt: string
}

/** A form as it was filled in: a day may be none. */
export interface FilledWish extends Omit<DocumentWish, 'format'> {
  readonly format: string
}

export const emptyWish: FilledWish = {
  ...{ format: 'pdf', isAnonymised: false, from: '', to: '', asAt: '' },
}

/** Reads the form. */
export function readWish(request: Request): FilledWish {
  const day = (name: string) => field(request, name).slice(0, 20)
  return {
    format: field(request, 'format'),
    isAnonymised: field(request, 'names') !== 'real',
    ...{ from: day('from'), to: day('to'), asAt: day('asAt') },
  }
}

/**
 * The wish, or what is not right in it, by field.
 * @param now milliseconds since 1970: nothing is known of a day that has not begun
 */
export function checkWish(
  filled: FilledWish,
  now: number,
): { readonly wish: DocumentWish | null; readonly errors: Readonly<Record<string, string>> } {
  const { format, from, to, asAt } = filled
  const errors = {
    ...(isFormat(format) ? {} : { format: 'Choose PDF or a table (CSV)' }),
    ...(from > to && to !== '' ? { from: 'The first day must not be after the last' } : {}),
    ...(asAt > utcDayOf(now) ? { asAt: 'This day is still to come' } : {}),
    ...notDays({ from, to, asAt }),
  }
  const isRight = Object.keys(errors).length === 0
  return { wish: isRight && isFormat(format) ? { ...filled, format } : null, errors }
}

function notDays(days: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const wrong = Object.entries(days).filter(([, text]) => text !== '' && !isDay(text))
  return Object.fromEntries(wrong.map(([name]) => [name, 'Enter a day that exists']))
}

function isFormat(text: string): text is DocumentWish['format'] {
  return text === 'pdf' || text === 'csv'
}

/** The day after: to the hub a period ends with the first moment that no longer counts. */
export function dayAfter(day: string): string {
  return utcDayOf(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
}
