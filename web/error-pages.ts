import type { ErrorRequestHandler, RequestHandler } from 'express'

import type { Report } from '../common/observing/logger'
import { HubRefusal } from './hub/hub-client'
import { SignInRefusedError, SignInUnavailableError } from './sign-in/oidc'
import type { ProblemPage } from './words/problem-words'
import { describeProblem } from './words/problem-words'
import type { Render } from './http/render'

const pages = {
  notFound: {
    status: 404,
    title: 'Page not found',
    says: 'There is no page at this address.',
    todo: 'If you typed the address, check it. Otherwise go back to the start.',
  },
  form: {
    status: 403,
    title: 'This form is out of date',
    says: 'The form did not come from a page you have open now, so nothing was done.',
    todo: 'Go back to the start and fill it in again.',
  },
  tooLarge: {
    status: 413,
    title: 'You sent too much at once',
    says: 'What you filled in is longer than this service reads.',
    todo: 'Make it shorter and send it again.',
  },
  signIn: {
    status: 400,
    title: 'You are not signed in',
    says: 'The sign-in was not completed, or was begun in another window.',
    todo: 'Sign in again.',
  },
  signInAway: {
    status: 503,
    title: 'You cannot sign in at the moment',
    says: 'The sign-in of your organisation does not answer.',
    todo: 'Try again in a minute. If it goes on, tell the people who run this service.',
  },
  failure: {
    status: 500,
    title: 'Something went wrong',
    says: 'This is our fault. Nothing was changed.',
    todo: 'Try again. If it goes on, report it with the reference at the foot of this page.',
  },
} as const satisfies Readonly<Record<string, ProblemPage>>

/** What nothing else answered. */
export function notFound(render: Render): RequestHandler {
  return (request, response) => {
    render(request, response, { template: 'problem', ...pages.notFound })
  }
}

/** Every refusal and failure as a page that says why and what to do. None of them signs anybody out. */
export function errorPages(render: Render, report: Report): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const away = elsewhere(error)
    if (away !== null) {
      if (away === '/signed-out?ended=1')
        delete (request.session as Partial<typeof request.session>).user
      response.redirect(303, away)
      return
    }
    const page = pageFor(error)
    if (page.status >= 500) report(error, { requestId: response.locals.requestId })
    const wait = error instanceof HubRefusal ? error.problem.retryAfterSeconds : null
    if (wait !== null) response.set('retry-after', String(wait))
    render(request, response, { template: 'problem', ...page })
  }
}

/** Where somebody goes whose sign-in or purpose has run out; null: nowhere. */
function elsewhere(error: unknown): string | null {
  if (!(error instanceof HubRefusal)) return null
  switch (error.problem.code) {
    case 'UNAUTHENTICATED':
      return '/signed-out?ended=1'
    case 'ENQUIRY_REQUIRED':
    case 'ENQUIRY_INVALID':
    case 'ENQUIRY_EXPIRED':
      return '/purpose?ended=1'
    default:
      return null
  }
}

function pageFor(error: unknown): ProblemPage {
  if (error instanceof HubRefusal) return describeProblem(error.problem)
  if (error instanceof SignInRefusedError) return pages.signIn
  if (error instanceof SignInUnavailableError) return pages.signInAway
  const { code, type } = error as { readonly code?: unknown; readonly type?: unknown }
  if (code === 'FORM_NOT_FROM_HERE') return pages.form
  return type === 'entity.too.large' || type === 'parameters.too.many'
    ? pages.tooLarge
    : pages.failure
}
