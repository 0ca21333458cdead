import express from 'express'
import type { Express, Request, RequestHandler } from 'express'

import type { GraphQLSchema } from 'graphql'

import type { Report } from '../common/observing/logger'
import { addressRoutes } from './address/routes'
import { agencyRoutes } from './agency/routes'
import { auditRoutes } from './audit/routes'
import { developerRoutes } from './developers/routes'
import type { DocumentParts } from './documents/routes'
import { documentRoutes } from './documents/routes'
import { errorPages, notFound } from './error-pages'
import { checkForm, readForm } from './http/forms'
import { requirePurpose, requireSignedIn } from './http/guards'
import { healthRoutes } from './http/health'
import { createRender } from './http/render'
import { nameRequest } from './http/request-name'
import { saveBeforeRedirect } from './http/save-before-redirect'
import { noStore, securityHeaders } from './http/security-headers'
import { noticeRoutes } from './notices/routes'
import { personPages } from './person/pages'
import { personRoutes } from './person/routes'
import { policyRoutes } from './policy/routes'
import { purposeRoutes } from './purpose/routes'
import { personRecordsRoutes } from './reviews/records-routes'
import { reviewRoutes } from './reviews/routes'
import { searchRoutes } from './search/routes'
import type { SignIn } from './sign-in/oidc'
import { signInRoutes, signOutRoute } from './sign-in/routes'
import { startRoutes } from './start-page'
import { untilText } from './words/dates'
import { purposeWords, roleWords } from './words/policy-words'

/** What the application is made of. */
export interface AppParts extends Omit<DocumentParts, 'render'> {
  readonly signIn: Pick<SignIn, 'begin' | 'complete'>
  /** Of the hub: what each agency offers. */
  readonly schema: GraphQLSchema
  readonly sessions: RequestHandler
  readonly isStoreThere: () => Promise<boolean>
  readonly isHttps: boolean
  readonly assetsFolder: string
  /** Changes when the style or the script does. */
  readonly assetsVersion: string
  readonly report: Report
  /** Told of each request when it is over. */
  readonly observe: RequestHandler
}

const placesThatNeedAPurpose = [
  ...['/find', '/find-by-name', '/people', '/find-address', '/possible-matches'],
  ...['/who-looked', '/reviews', '/notices'],
]

/** The workspace: an ordered list of what each request passes. */
export function createApp(app: AppParts): Express {
  const { agencies, now, signIn, report } = app
  const names = new Map(agencies.map(({ code, displayName }) => [code, displayName]))
  const render = createRender(
    (request) => ({
      ...frameOf(request, names, now()),
      assetsVersion: app.assetsVersion,
      isDemonstration: app.isDemonstration,
    }),
    { isCached: true },
  )
  const parts: DocumentParts = { ...app, render }
  const server = express()
  server.disable('x-powered-by')
  server.set('query parser', 'simple')
  server.use(nameRequest, app.observe, securityHeaders(app.isHttps))
  server.use(healthRoutes(app.isStoreThere))
  server.use('/assets', express.static(app.assetsFolder, { maxAge: '1 hour', index: false }))
  server.use(noStore, app.sessions, saveBeforeRedirect, readForm)
  server.use(signInRoutes(signIn, render))
  server.use(requireSignedIn(now), checkForm)
  server.use(signOutRoute(), startRoutes(parts), purposeRoutes(parts))
  server.use(policyRoutes(parts), developerRoutes(parts))
  server.use(placesThatNeedAPurpose, requirePurpose(now))
  server.use(personRoutes(parts), personPages(parts))
  server.use(agencyRoutes(parts, app.schema), addressRoutes(parts, app.schema))
  server.use(searchRoutes(parts), documentRoutes(parts), auditRoutes(parts))
  server.use(reviewRoutes(parts), personRecordsRoutes(parts), noticeRoutes(parts))
  server.use(notFound(render), errorPages(render, report))
  return server
}

/** What stands on every page: who is signed in, and the purpose that is open. */
function frameOf(
  { session: { user, purpose } }: Request,
  names: ReadonlyMap<string, string>,
  now: number,
) {
  const isOpen = purpose !== undefined && Date.parse(purpose.expiresAt) > now
  return {
    user: user && {
      name: user.name,
      role: user.roles.map(roleWords).join(', '),
      organisation: names.get(user.homeAgency) ?? '',
    },
    openPurpose: isOpen && {
      words: purposeWords(purpose.purpose),
      caseReference: purpose.caseReference === 'NO-CASE' ? 'None yet' : purpose.caseReference,
      until: untilText(Date.parse(purpose.expiresAt), now),
      isEmergency: purpose.purpose === 'VITAL_INTERESTS',
    },
  }
}
