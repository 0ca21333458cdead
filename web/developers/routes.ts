import type { RequestHandler } from 'express'
import { Router } from 'express'

import { isObject, parseJson } from '../../common/json'
import { field } from '../http/forms'
import { userOf } from '../http/guards'
import type { WebParts } from '../parts'
import { HubRefusal } from '../hub/hub-client'

const example = `{
  __type(name: "Person") {
    fields { name description }
  }
}`

/** Longest answer that is shown; the rest is cut, and said to be. */
const longest = 200_000

/** A page for developers of agencies to ask the hub by hand; there is none in production. */
export function developerRoutes(parts: WebParts): Router {
  const router = Router()
  if (!parts.isDemonstration) return router
  router.use('/developers', requireDeveloper(parts))
  router.get('/developers', (request, response) => {
    parts.render(request, response, { ...page, query: example, variables: '', answer: '' })
  })
  router.post('/developers', async (request, response) => {
    const query = field(request, 'query')
    const variables = field(request, 'variables')
    const answer = await answerText(parts, {
      query,
      variables: parseJson(variables),
      token: userOf(request).token,
      purposeToken: request.session.purpose?.token,
    })
    // The page's own script asks like this, for the schema too, which is longer than a page.
    if (field(request, 'as') === 'json') response.type('json').send(answer)
    else parts.render(request, response, { ...page, query, variables, answer: cut(answer) })
  })
  return router
}

const page = { template: 'developers', title: 'For developers of agencies' } as const

function requireDeveloper({ render }: WebParts): RequestHandler {
  return (request, response, next) => {
    if (userOf(request).roles.includes('agency.developer')) next()
    else
      render(request, response, {
        template: 'problem',
        title: 'This is not for your role',
        status: 403,
        says: 'This page is for people who build the systems of agencies.',
        todo: 'Go back to the start.',
      })
  }
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}\n… and more` : text
}

interface ByHand {
  readonly query: string
  readonly variables: unknown
  readonly token: string
  readonly purposeToken: string | undefined
}

async function answerText(
  { askHub }: WebParts,
  { variables, ...question }: ByHand,
): Promise<string> {
  try {
    const given = isObject(variables) ? { variables } : {}
    const { data, problems, coverage } = await askHub({ ...question, ...given })
    return JSON.stringify({ data, problems, coverage }, null, 2)
  } catch (error) {
    if (!(error instanceof HubRefusal)) throw error
    return JSON.stringify(error.problem, null, 2)
  }
}
