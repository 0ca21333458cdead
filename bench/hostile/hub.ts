import { projectPath } from '../../common/project-root'
import { findAmong, openSigningKey } from '../../common/keys/keys'
import { agencyTimeoutMs, gatewayStopTimes } from '../../common/stop-times'
import { defaultLimits } from '../../gateway/server/limits'
import { fitHeap } from '../../gateway/server/heap'
import { startGateway } from '../../gateway/start/start-gateway'
import { noLog } from '../execution/no-log'
import { hostileCode, located, readPartnership, urlAt } from './partnership'
import { issuer, signInKeyName } from './sign-in'

const wide = { capacity: 1000, perMinute: 1000 }

/**
 * The hub over the fifteen agencies, with everything on but the disclosure log, which costs the same
 * whoever answers.
 * @param agencyPort where the one that may be hostile answers
 */
async function main(dataFolder: string, port: number, agencyPort: number): Promise<void> {
  fitHeap()
  const settings = {
    ...{ mode: 'demo' as const, host: '127.0.0.1', port, dataFolder },
    ...{ mongodbUri: 'mongodb://nowhere.invalid', instance: 'bench', limits: defaultLimits },
    ...{ issuer, issuerKeysUrl: `${issuer}/jwks`, agencyTimeoutMs, stopTimes: gatewayStopTimes(0) },
    ...{ lookups: wide, enquiries: wide, systemUsers: 1 },
    observing: { level: 'silent' as const, metrics: null, tracesUrl: null },
    policyFolder: projectPath('policies'),
    supergraphSdl: readPartnership().supergraphSdl,
    services: located.map((service) =>
      service.code === hostileCode ? { ...service, url: urlAt(agencyPort) } : service,
    ),
  }
  const keys = findAmong([openSigningKey(dataFolder, signInKeyName)])
  const gateway = await startGateway(settings, { log: noLog, issuers: [{ issuer, keys }] })
  console.log(`hub listens on ${gateway.url}`)
  process.on('SIGTERM', () => void gateway.stop().then(() => process.exit(0)))
}

void main(process.argv[2] ?? '', Number(process.argv[3]), Number(process.argv[4]))
