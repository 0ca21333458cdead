import type { HealthOptions, ReadinessCheck } from '../../common/http/health'
import { checkUrl } from '../../common/http/health'
import type { LocatedService } from '../../common/services'
import type { TrustedIssuer } from '../authentication/bearer-token'
import type { Clients } from '../calls/clients'
import type { GatewaySettings } from '../config'
import type { GatewayDependencies } from './gateway-parts'

/** Who is silent must not make who asks wait: a load balancer gives up after a second or two. */
const toldWithinMs = 500

/**
 * A gateway is ready when it can give a lawful answer now: it can write the answer down, tell who asks, and
 * find people. Whoever else is silent is told and does not count: answers say so of each agency.
 */
export function describeReadiness(
  { services }: Pick<GatewaySettings, 'services'>,
  { log, issuers }: Pick<GatewayDependencies, 'log' | 'issuers'>,
  { isLeftAlone }: Pick<Clients, 'isLeftAlone'>,
): Required<Pick<HealthOptions, 'checks' | 'told'>> {
  const index = services.filter(({ role }) => role === 'index')
  const others = services.filter(({ role, agency }) => role !== 'index' && !agency?.external)
  // Nobody asks a stranger twice a second how it is: its calls tell.
  const outside = services.filter(({ agency }) => agency?.external)
  const asksIndex = ({ code, check }: NamedCheck): NamedCheck => ({
    code,
    check: () => (isLeftAlone(code) ? Promise.resolve(false) : check()),
  })
  return {
    checks: {
      'disclosure-log': () => log.isAvailable(),
      'sign-in': () => canTellWhoAsks(issuers),
      ...byCode(index.flatMap((service) => checkOf(service)).map(asksIndex)),
    },
    told: byCode([
      ...others.flatMap((service) => checkOf(service, toldWithinMs)),
      ...outside.map(({ code }) => ({ code, check: () => Promise.resolve(!isLeftAlone(code)) })),
    ]),
  }
}

interface NamedCheck {
  readonly code: string
  readonly check: ReadinessCheck
}

/** Nothing for one that runs in the gateway. */
function checkOf({ code, url }: LocatedService, timeoutMs?: number): readonly NamedCheck[] {
  if (url === null) return []
  return [{ code, check: checkUrl(new URL('/health/ready', url).href, timeoutMs) }]
}

function byCode(checks: readonly NamedCheck[]): Readonly<Record<string, ReadinessCheck>> {
  return Object.fromEntries(checks.map(({ code, check }) => [code, check]))
}

async function canTellWhoAsks(issuers: readonly TrustedIssuer[]): Promise<boolean> {
  const answers = await Promise.all(
    issuers.map(({ areKeysAtHand }) => areKeysAtHand?.() ?? Promise.resolve(true)),
  )
  return answers.includes(true)
}
