import type { Request } from 'express'

import type { Agency } from '../../common/register'
import { field, queryValues } from '../http/forms'
import type { HubAnswer } from '../hub/hub-client'
import type { WebParts } from '../parts'
import { notWaitedFor } from '../words/coverage-words'
import { listed } from '../words/text'

/** What a page says of agencies that it was made without. */
export interface LateAgencies {
  /** As in `Northshire Police and Harrowmere Homes`; empty: whoever was asked has answered, or was waited for. */
  readonly names: string
  /** The page waits for everybody, and so do its filters. */
  readonly waitsForAll: boolean
}

/** The same parts, whose questions wait for agencies as long as this page does. */
export function asPatientAs(request: Request, parts: WebParts): WebParts {
  const { askHub, agencyWaitMs } = parts
  if (waitsForAll(request)) return parts
  return { ...parts, askHub: (question) => askHub({ ...question, agencyWaitMs }) }
}

/**
 * Who was late in any of the answers that a page is made of.
 * @param answers null: one that did not come
 */
export function lateIn(
  request: Request,
  answers: readonly (Pick<HubAnswer, 'coverage'> | null)[],
  agencies: readonly Agency[],
): LateAgencies {
  const rows = answers.flatMap((answer) => answer?.coverage ?? [])
  // Also where a part of it came: the rest is waited for as well.
  const codes = new Set(rows.flatMap((row) => (row.reason === notWaitedFor ? [row.agency] : [])))
  const names = agencies.filter(({ code }) => codes.has(code)).map((one) => one.displayName)
  return { names: listed(names), waitsForAll: waitsForAll(request) }
}

/** Said by the address of the page, or by the form that it answers: `wait=all`. */
function waitsForAll(request: Request): boolean {
  return [...queryValues(request, 'wait'), field(request, 'wait')].includes('all')
}
