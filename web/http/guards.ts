import type { Request, RequestHandler } from 'express'

import type { OpenPurpose, SignedIn } from './session'

/** Lets those in who are signed in, and sends others to the sign-in. */
export function requireSignedIn(now: () => number = Date.now): RequestHandler {
  return (request, response, next) => {
    const { user } = request.session
    if (user && user.until > now()) next()
    else if (user) response.redirect(303, '/signed-out?ended=1')
    else response.redirect(303, '/sign-in')
  }
}

/** Lets those in who have said why they ask, and whose statement has not run out. */
export function requirePurpose(now: () => number = Date.now): RequestHandler {
  return (request, response, next) => {
    const { purpose } = request.session
    if (purpose && Date.parse(purpose.expiresAt) > now()) next()
    else response.redirect(303, purpose ? '/purpose?ended=1' : '/purpose')
  }
}

/** Who asks, behind `requireSignedIn`. @throws Error anywhere else */
export function userOf({ session: { user } }: Request): SignedIn {
  if (!user) throw new Error('A route that needs a user stands before requireSignedIn')
  return user
}

/** Why they ask, behind `requirePurpose`. @throws Error anywhere else */
export function purposeOf({ session: { purpose } }: Request): OpenPurpose {
  if (!purpose) throw new Error('A route that needs a purpose stands before requirePurpose')
  return purpose
}
