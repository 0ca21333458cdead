/** The demo sign-in: an OpenID provider with made-up staff. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'

import type { Provider } from 'oidc-provider'

import type { Report } from '../../common/observing/logger'
import { createLogger, reportTo } from '../../common/observing/logger'
import { readSignInSettings } from './config'
import { openSignInKeys } from './keys'
import { answerLogin, isLoginRequest } from './login-page'
import { createProvider } from './provider'

function main(): void {
  const { issuer, dataFolder, signInPort, host, observing } = readSignInSettings()
  const report = reportTo(createLogger({ service: 'sign-in', level: observing.level }))
  const provider = createProvider(issuer, openSignInKeys(dataFolder))
  const server = createServer(routes(provider, report))
  const stop = () => {
    server.close(() => process.exit(0))
    server.closeAllConnections()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  server.on('error', fail)
  server.listen(signInPort, host, () => {
    console.log(`The demo sign-in is ready: ${issuer}`)
  })
}

function routes(provider: Provider, report: Report): RequestListener {
  const answerOpenId = provider.callback()
  return (request, response) => {
    if (request.url === '/health/live' || request.url === '/health/ready') answerHealth(response)
    else if (isLoginRequest(request))
      void answerLoginSafely(provider, { request, response, report })
    else void answerOpenId(request, response)
  }
}

function answerHealth(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ready"}')
}

interface LoginRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly report: Report
}

async function answerLoginSafely(
  provider: Provider,
  { request, response, report }: LoginRequest,
): Promise<void> {
  try {
    await answerLogin(provider, request, response)
  } catch (error) {
    report(error)
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

try {
  main()
} catch (error) {
  fail(error)
}
