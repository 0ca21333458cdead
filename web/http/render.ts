import nunjucks from 'nunjucks'
import type { Request, Response } from 'express'

import { projectPath } from '../../common/project-root'
import { formToken } from './forms'

/** Writes a page from its template and what it shows. Every text is escaped unless a template says not. */
export type Render = (
  request: Request,
  response: Response,
  page: { readonly template: string; readonly title: string; readonly status?: number } & Readonly<
    Record<string, unknown>
  >,
) => void

/** What stands on every page, from the session: the banner of the purpose, the name, the forms' token. */
export type Frame = (request: Request) => Readonly<Record<string, unknown>>

/** Makes the writer of pages. */
export function createRender(frame: Frame, { isCached }: { readonly isCached: boolean }): Render {
  const folders = [
    projectPath('web', 'views'),
    projectPath('node_modules', 'govuk-frontend', 'dist'),
    projectPath('node_modules', '@ministryofjustice', 'frontend'),
  ]
  const loader = new nunjucks.FileSystemLoader(folders, { noCache: !isCached })
  const environment = new nunjucks.Environment(loader, {
    autoescape: true,
    throwOnUndefined: false,
  })
  return (request, response, { template, status = 200, ...page }) => {
    const html = environment.render(`pages/${template}.njk`, {
      ...frame(request),
      ...page,
      csrf: request.session.user ? formToken(request) : '',
      requestId: response.locals.requestId,
    })
    response.status(status).type('html').send(html)
  }
}
