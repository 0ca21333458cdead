import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'

import { observePolicy } from '../common/observing/observe-policy'
import { reportTo } from '../common/observing/logger'
import { startObserving } from '../common/observing/observing'
import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { PolicyInForce } from '../policies/in-force/policy-in-force'
import { readSchema } from '../schema/view-selection'
import { createApp } from './app'
import type { WebSettings } from './config'
import { readWebSettings } from './config'
import { readInitialsKey } from './documents/initials-key'
import { observeRequests } from './http/observe-requests'
import { openSessions } from './http/session'
import { createHubClient } from './hub/hub-client'
import { SignIn } from './sign-in/oidc'

/** The analyst's workspace. */
async function main(): Promise<void> {
  const settings = readWebSettings()
  const observing = await startObserving(settings.observing, {
    service: 'web',
    port: settings.webPort,
  })
  const report = reportTo(observing.logger)
  const agencies = readRegister()
  const inForce = await PolicyInForce.open(
    { folder: settings.policyFolder, kinds: agencies.map(({ kind }) => kind) },
    { tell: observePolicy(observing) },
  )
  const sessions = openSessions(settings)
  const assetsFolder = projectPath('dist', 'web', 'public')
  const app = createApp({
    askHub: createHubClient(settings.gatewayUrl),
    agencies,
    schema: readSchema(readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')),
    policy: () => inForce.policy,
    now: Date.now,
    agencyWaitMs: settings.agencyWaitMs,
    isDemonstration: settings.mode !== 'production',
    initialsKey: readInitialsKey(settings.dataFolder),
    signIn: new SignIn(settings.signIn, settings.publicUrl),
    sessions: sessions.handler,
    isStoreThere: sessions.isThere,
    isHttps: settings.publicUrl.startsWith('https://'),
    assetsFolder,
    assetsVersion: readFileSync(path.join(assetsFolder, 'version'), 'utf8'),
    report,
    observe: observeRequests(observing.logger),
  })
  await listen(app, settings, async () => {
    sessions.close()
    await inForce.stop()
    await observing.stop()
  })
}

/** Longest wait for answers under way when the process is to stop, in milliseconds. */
const stopLimitMs = 5000

function listen(
  app: ReturnType<typeof createApp>,
  { webPort, host, publicUrl }: WebSettings,
  stopRest: () => Promise<void>,
): Promise<void> {
  const server = createServer(app)
  const stop = () => {
    setTimeout(() => process.exit(1), stopLimitMs).unref()
    server.close(() => void stopRest().then(() => process.exit(0)))
    server.closeIdleConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(webPort, host, () => {
      console.log(`the workspace is ready: ${publicUrl}`)
      resolve()
    })
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'web: could not start')
  process.exit(1)
})
