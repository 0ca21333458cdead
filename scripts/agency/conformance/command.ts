import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

import type { DocumentNode } from 'graphql'
import { parse } from 'graphql'

import { hubWording } from '../../../common/http/error-mask'
import type { HttpServer } from '../../../common/http/server'
import { startHttpServer } from '../../../common/http/server'
import type { SigningKey } from '../../../common/keys/keys'
import { thumbprintOf } from '../../../common/keys/keys'
import { keysRoute } from '../../../common/keys/keys-route'
import { projectPath } from '../../../common/project-root'
import type { Agency } from '../../../common/register'
import { getAgency, readRegister } from '../../../common/register'
import { agencyUrl } from '../../../common/services'
import { readBaseSettings } from '../../../common/settings'
import { agencySdl } from '../../../schema/instance-sdl'
import type { ConformanceCommand } from './arguments'
import { readContractPoints } from './contract-points'
import { makeStranger } from './forged-tokens'
import type { Conformance } from './report'
import { describeConformance } from './report'
import { runChecks } from './run-checks'
import type { Subject } from './subject'

/**
 * Looks at a subgraph from outside.
 * @throws Error that says what is missing when it cannot be looked at
 */
export async function checkConformance(command: ConformanceCommand): Promise<Conformance> {
  const { code, references, roles, purpose, stated, key } = command
  const { hubKey, stop } = await openHubKey(key)
  try {
    const permitted = { roles, purpose, stated, legalPower: 'Care Act 2014 s.42' }
    const subject: Subject = { ...findSubject(command), code, references, hubKey, permitted }
    const results = await runChecks(subject)
    const points = readContractPoints(
      readFileSync(projectPath('docs', 'agency-contract.md'), 'utf8'),
    )
    const of = { agency: code, url: subject.url, at: new Date().toISOString() }
    return describeConformance(of, points, results)
  } finally {
    await stop()
  }
}

/** The register knows what the command does not say. */
function findSubject({ code, url, field, sdlFile }: ConformanceCommand) {
  const isWhole = url !== null && field !== null && sdlFile !== null
  const agency = isWhole ? null : getAgency(code, readRegister())
  return {
    url: url ?? (agency ? agencyUrl(process.env, readBaseSettings(process.env), agency) : ''),
    field: field ?? agency?.field ?? '',
    sdl: readSdl(sdlFile, agency),
  }
}

function readSdl(file: string | null, agency: Agency | null): DocumentNode {
  if (file !== null) return parse(readFileSync(file, 'utf8'))
  if (!agency) throw new Error('Say with --sdl what the agency has published')
  return agencySdl(agency)
}

interface HubKey {
  readonly hubKey: SigningKey
  readonly stop: HttpServer['stop']
}

async function openHubKey(key: ConformanceCommand['key']): Promise<HubKey> {
  if ('file' in key) return { hubKey: readKeyFile(key.file), stop: () => Promise.resolve() }
  const made = makeStranger()
  const hubKey = { ...made, kid: thumbprintOf(made.publicKey) }
  const server = await startHttpServer({
    ...{ service: 'conformance', host: '127.0.0.1', port: key.port, portSetting: '--keys-port' },
    ...{ routes: [keysRoute(hubKey)], requestIds: 'OWN', wording: hubWording, stopGraceMs: 0 },
    report: () => undefined,
  })
  return { hubKey, stop: server.stop }
}

function readKeyFile(file: string): SigningKey {
  const privateKey = createPrivateKey(readFileSync(file, 'utf8'))
  const publicKey = createPublicKey(privateKey)
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}
