import type { Request } from 'express'
import { Router } from 'express'

import type { Render } from '../http/render'
import type { SignIn } from './oidc'

/** Sign in and out. What was in a session before a sign-in is not in it after. */
export function signInRoutes(signIn: Pick<SignIn, 'begin' | 'complete'>, render: Render): Router {
  const router = Router()
  router.get('/sign-in', async (request, response) => {
    const { url, pending } = await signIn.begin()
    await renew(request)
    request.session.pending = pending
    response.redirect(303, url)
  })
  router.get('/signed-in', async (request, response) => {
    const { pending } = request.session
    if (!pending) {
      response.redirect(303, '/sign-in')
      return
    }
    const query = request.originalUrl.slice(request.path.length)
    const user = await signIn.complete(query, pending)
    await renew(request)
    request.session.user = user
    response.redirect(303, '/')
  })
  router.get('/signed-out', (request, response) => {
    const hasEnded = request.query['ended'] === '1'
    const title = hasEnded ? 'Your sign-in has ended' : 'You have signed out'
    render(request, response, { template: 'signed-out', title, hasEnded })
  })
  return router
}

/** Ends the session, for good; behind the check that the form is ours. */
export function signOutRoute(): Router {
  const router = Router()
  router.post('/sign-out', async (request, response) => {
    await new Promise<void>((resolve, reject) => {
      request.session.destroy((error: unknown) => {
        if (error instanceof Error) reject(error)
        else resolve()
      })
    })
    response.clearCookie('sightline', { path: '/' })
    response.redirect(303, '/signed-out')
  })
  return router
}

/** An id that somebody could have planted before is worth nothing after. */
function renew(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error instanceof Error) reject(error)
      else resolve()
    })
  })
}
