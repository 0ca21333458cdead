import type { RequestHandler } from 'express'

import { purposeOf } from '../http/guards'
import type { WebParts } from '../parts'

/**
 * Lets those in who stated the purpose of an audit, which the hub lets data protection officers do and nobody else.
 * @param what begins the sentence that tells the others what is shown here
 */
export function requireAudit({ render }: WebParts, what = 'Who looked at whom'): RequestHandler {
  return (request, response, next) => {
    if (purposeOf(request).purpose === 'AUDIT') next()
    else
      render(request, response, {
        template: 'problem',
        title: 'This needs another purpose',
        status: 403,
        says: `${what} is shown for the purpose “Checking how information was used”.`,
        todo: 'If your role can state it, change your purpose.',
      })
  }
}
