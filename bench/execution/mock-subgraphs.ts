import { buildSubgraphSchema } from '@apollo/subgraph'

import { readRegister } from '../../common/register'
import { listServices, portOf } from '../../common/services'
import { readSubgraphs } from '../../schema/compose'
import { referencesField } from '../../schema/instance-sdl'
import { serveBare } from './bare-server'
import { answerWith } from './mock-answers'

/**
 * The person index and every agency as servers that do next to nothing: what a gateway costs is then
 * all that differs. Each answers a question it has had before with the same bytes.
 */

/** @param delayMs what every agency takes to answer; the index answers at once */
function main(gatewayPort: number, delayMs: number): void {
  const services = listServices(readRegister())
  const subgraphs = readSubgraphs(services)
  for (const [index, service] of services.entries()) {
    const port = portOf(service, gatewayPort)
    const sdl = subgraphs[index]?.sdl
    if (port === null || !sdl) continue
    const { agency } = service
    const refs = agency ? referencesField(agency) : null
    const answer = answerWith(buildSubgraphSchema({ typeDefs: sdl }), refs)
    serveBare({ port, answer, delayMs: agency ? delayMs : 0 })
  }
  console.log('mock subgraphs listens')
}

main(Number(process.argv[2]), Number(process.argv[3] ?? 0))
