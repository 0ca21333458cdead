import type { JwtPayload } from 'jsonwebtoken'

import { openSigningKey } from '../../common/keys/keys'
import { LogKeyFile } from '../../common/keys/log-key'
import { openRecordKeys } from '../../common/keys/record-keys'
import { RemoteKeys } from '../../common/keys/remote-keys'
import type { Report } from '../../common/observing/logger'
import { reportTo } from '../../common/observing/logger'
import type { Observing } from '../../common/observing/observing'
import { agenciesOf } from '../../common/services'
import { databaseName } from '../../common/settings'
import { logTimeoutMs } from '../../common/stop-times'
import { hubIssuer } from '../../common/tokens/hub-token-terms'
import { openDisclosureLog } from '../../disclosure-log/disclosure-log'
import type { NoticeStore } from '../../disclosure-log/notice-store'
import { MongoNoticeStore } from '../../disclosure-log/notice-store'
import { recordNamesOf } from '../../disclosure-log/record-digest'
import type { PolicyInForce } from '../../policies/in-force/policy-in-force'
import type { TrustedIssuer } from '../authentication/bearer-token'
import { VerifiedTokens } from '../authentication/verified-tokens'
import type { GatewaySettings } from '../config'
import { AskedServices } from '../disclosures/unanswered'
import type { QualityBound } from './answer-quality'
import { defaultQualityBound } from './answer-quality'
import type { GatewayObserver } from './gateway-observer'
import { createGatewayObserver } from './gateway-observer'
import type { GatewayParts } from './hub-services'
import { RequestTraces } from './request-traces'

export interface GatewayDependencies extends GatewayParts {
  readonly issuers: readonly TrustedIssuer[]
  readonly observing: Observing
  /** What requests are decided by. */
  readonly inForce: Pick<PolicyInForce, 'policy' | 'state' | 'stop'>
  /** How much worse a new supergraph may answer. */
  readonly qualityBound: QualityBound
  /** Notices of links that were undone. */
  readonly notices: NoticeStore
  /** Pause between two looks for links that were undone; null: nobody looks. */
  readonly noticesEveryMs: number | null
}

/** Everything the gateway is made of. */
export interface Parts extends GatewayDependencies {
  readonly observer: GatewayObserver
  readonly traces: RequestTraces
  readonly verified: VerifiedTokens<JwtPayload>
}

/** Links that were undone are looked for within this time. */
const everyMs = 2000

/** What is not given is made as the settings say. */
export function completeParts(
  settings: GatewaySettings,
  given: Partial<GatewayDependencies> & Pick<GatewayDependencies, 'observing' | 'inForce'>,
): Parts {
  const { dataFolder, services } = settings
  const { observing, report = reportTo(observing.logger) } = given
  const codes = agenciesOf(services).map(({ code }) => code)
  const observer = createGatewayObserver(observing, codes)
  // Before the log: its keys are made for a log that is not there yet.
  const recordNames = given.recordNames ?? recordNamesOf(openRecordKeys(dataFolder))
  return {
    recordNames,
    asked: given.asked ?? new AskedServices(),
    log: given.log ?? openLog(settings, { report, onWaiting: observer.onWaiting }),
    key: given.key ?? openSigningKey(dataFolder, hubIssuer),
    issuers: given.issuers ?? [trustIssuer(settings, report)],
    now: given.now ?? (() => new Date()),
    report,
    observing,
    inForce: given.inForce,
    qualityBound: given.qualityBound ?? defaultQualityBound,
    ...noticeParts(settings, given),
    observer,
    traces: new RequestTraces(observing.tracing),
    verified: new VerifiedTokens<JwtPayload>(),
  }
}

/** Why its keys cannot be had is for operators: the machine may be short of something. */
function trustIssuer({ issuer, issuerKeysUrl }: GatewaySettings, report: Report): TrustedIssuer {
  const remote = new RemoteKeys({ url: issuerKeysUrl })
  return {
    issuer,
    keys: (kid) =>
      remote.find(kid).catch((error: unknown) => {
        report(error)
        throw error
      }),
    areKeysAtHand: () => remote.isAtHand(),
  }
}

function noticeParts(
  { mongodbUri }: GatewaySettings,
  { notices, noticesEveryMs = everyMs }: Partial<GatewayDependencies>,
): Pick<Parts, 'notices' | 'noticesEveryMs'> {
  const where = { uri: mongodbUri, database: logDatabase, timeoutMs: logTimeoutMs }
  return { notices: notices ?? new MongoNoticeStore(where), noticesEveryMs }
}

const logDatabase = databaseName('disclosure-log')

function openLog(
  { mongodbUri, instance, dataFolder }: GatewaySettings,
  told: { readonly report: Report; readonly onWaiting: (entries: number) => void },
) {
  const key = new LogKeyFile(dataFolder)
  return openDisclosureLog({
    uri: mongodbUri,
    database: logDatabase,
    log: instance,
    timeoutMs: logTimeoutMs,
    openSigner: (mayMake) => key.open(mayMake),
    ...told,
  })
}
