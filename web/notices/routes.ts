import { Router } from 'express'

import { requireAudit } from '../audit/require-audit'
import type { WebParts } from '../parts'
import { ask } from '../person/routes'
import { acknowledgeMutation, isNoticeId } from './notices'
import { showTracked } from './tracked-page'

/**
 * Acknowledging that something was told of one person that was of two; the list is on the first page. The list of every
 * organisation's is for data protection officers.
 */
export function noticeRoutes(parts: WebParts): Router {
  const router = Router()
  const auditOnly = requireAudit(parts, 'What organisations were told by mistake')
  router.get('/notices', auditOnly, (request, response) => showTracked(parts, request, response))
  router.post('/notices', auditOnly, (request, response) => showTracked(parts, request, response))
  router.post('/notices/:id/acknowledge', async (request, response) => {
    const { id } = request.params
    if (!isNoticeId(id)) {
      parts.render(request, response, {
        ...{ template: 'problem', title: 'There is no such notice', status: 404, nav: 'start' },
        says: 'There is no such notice to your organisation.',
        todo: 'Go back to “Start”.',
      })
      return
    }
    await ask(parts, request, acknowledgeMutation, { id })
    response.redirect(303, '/?said=acknowledged#notices-heading')
  })
  return router
}
