import type { Agency } from '../../common/register'
import { listServices, portOf } from '../../common/services'
import type { NamedSubgraph } from '../../schema/composition-checks'
import { categories } from '../../policies/vocabulary'
import { composeSubgraphs, readSubgraphs } from '../../schema/compose'

/** Ports: the honest hub's, from which those of the services are counted; then what is hostile. */
export const firstPort = 4900
export const hostileHubPort = firstPort + 1
export const firstHostilePort = firstPort + 60

const kinds = ['police', 'probation', 'hospital', 'housing']

/** Fifteen made-up agencies of the kinds that there are. */
export const agencies: readonly Agency[] = Array.from({ length: 15 }, (_, position) => {
  const kind = kinds[position % kinds.length] ?? ''
  return {
    code: `agency-${position}`,
    displayName: `Agency ${position}`,
    kind,
    field: `agency${position}`,
    existenceProtected: false,
    ...(kind === 'hospital' ? { departmentType: '01' } : {}),
    position,
  }
})

export const services = listServices(agencies)

/** Which of them answers as an attacker would. */
export const hostileCode = 'agency-14'

export function urlAt(port: number): string {
  return `http://127.0.0.1:${port}/graphql`
}

/** Where each of them answers; null: in the gateway. */
export const located = services.map((service) => {
  const port = portOf(service, firstPort)
  return { ...service, port, url: port === null ? null : urlAt(port) }
})

export function readPartnership(): {
  readonly subgraphs: readonly NamedSubgraph[]
  readonly supergraphSdl: string
} {
  const subgraphs = readSubgraphs(services)
  return { subgraphs, supergraphSdl: composeSubgraphs(subgraphs, categories) }
}
