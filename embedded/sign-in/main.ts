/** The demo sign-in: an OpenID provider with made-up staff. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'

import type { Provider } from 'oidc-provider'

import { readSignInSettings } from './config'
import { openSignInKeys } from './keys'
import { answerLogin, isLoginRequest } from './login-page'
import { createProvider } from './provider'

function main(): void {
  const { issuer, dataFolder, signInPort, host } = readSignInSettings()
  const provider = createProvider(issuer, openSignInKeys(dataFolder))
  const server = createServer(routes(provider))
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

function routes(provider: Provider): RequestListener {
  const answerOpenId = provider.callback()
  return (request, response) => {
    if (request.url === '/health/live' || request.url === '/health/ready') answerHealth(response)
    else if (isLoginRequest(request)) void answerLoginSafely(provider, request, response)
    else void answerOpenId(request, response)
  }
}

function answerHealth(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ready"}')
}

async function answerLoginSafely(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await answerLogin(provider, request, response)
  } catch (error) {
    console.error(error)
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
