import type { Request, Response } from 'express'

import { isObject } from '../../common/json'
import { field, queryValues } from '../http/forms'
import type { WebParts } from '../parts'
import { ask } from '../person/routes'
import { trackedNoticesOf, trackedQuery } from './tracked'

/** Shows the notices to every organisation: all of them, or those that nobody has acknowledged. */
export async function showTracked(
  parts: WebParts,
  request: Request,
  response: Response,
): Promise<void> {
  const onlyOpen = [field(request, 'open'), queryValues(request, 'open')[0]].includes('yes')
  const after = field(request, 'after').slice(0, 500) || null
  const { data } = await ask(parts, request, trackedQuery, { onlyOpen, after })
  const page = isObject(data['page']) ? data['page'] : {}
  const notices = trackedNoticesOf(page, parts.agencies)
  if (notices === null) {
    showNone(parts, request, response)
    return
  }
  const { endCursor } = page
  parts.render(request, response, {
    ...{ template: 'notices', title: 'Notices of undone links', nav: 'audit' },
    ...{ notices, onlyOpen, isFirst: after === null },
    endCursor: typeof endCursor === 'string' ? endCursor : null,
  })
}

/** What is not known is never shown as an empty list. */
function showNone({ render }: WebParts, request: Request, response: Response): void {
  render(request, response, {
    ...{ template: 'problem', title: 'The notices cannot be shown now', status: 503, nav: 'audit' },
    says: 'The record did not say which notices there are. This does not mean that there are none.',
    todo: 'Try again in a minute. If it goes on, tell the people who run this service.',
  })
}
