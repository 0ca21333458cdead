import type { RequestHandler } from 'express'

/**
 * Saves the session before a browser is sent on. The package sends the head of an answer first and saves
 * while its last byte waits: a browser that follows at once would come before its own sign-in.
 */
export const saveBeforeRedirect: RequestHandler = (request, response, next) => {
  const redirect = response.redirect.bind(response) as (status: number, url: string) => void
  response.redirect = (first: number | string, second: number | string = 302) => {
    const [status, url] = typeof first === 'number' ? [first, second] : [second, first]
    const session = request.session as Partial<typeof request.session> | undefined
    // Whoever has nothing to be remembered by gets no session for being sent to the sign-in.
    if (!session?.save || !(session.user ?? session.pending)) {
      redirect(Number(status), String(url))
      return
    }
    session.save((error: unknown) => {
      if (error instanceof Error) next(error)
      else redirect(Number(status), String(url))
    })
  }
  next()
}
