import { randomUUID } from 'node:crypto'

import type { RequestHandler } from 'express'

declare module 'express-serve-static-core' {
  interface Locals {
    /** Names the request in this process's log and on the page. */
    requestId: string
  }
}

/** Gives each request a name, which stands in the header `x-request-id` too. */
export const nameRequest: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomUUID()
  response.set('x-request-id', response.locals.requestId)
  next()
}
