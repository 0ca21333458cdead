import { buildSubgraphSchema } from '@apollo/subgraph'

import { readRegister } from '../../common/register'
import { listServices, portOf } from '../../common/services'
import { readSubgraphs } from '../../schema/compose'
import { referencesField } from '../../schema/instance-sdl'
import type { BareServer } from './bare-server'
import { serveBare, toResponse } from './bare-server'
import { answerWith } from './mock-answers'

/**
 * The person index and every agency as servers that do next to nothing: what a gateway costs is then
 * all that differs. Each answers a question it has had before with the same bytes.
 */

/** How many questions were answered, by all of them. */
let calls = 0

/** Counts the calls; a request without a body asks for the service's keys. */
function counting(answer: BareServer['answer']): BareServer['answer'] {
  return (request) => {
    if (request.body !== '') calls += 1
    return answer(request)
  }
}

/**
 * @param delayMs what every agency takes to answer; the index answers at once
 * @param callsPort where to say how many calls there were
 */
function main(gatewayPort: number, delayMs: number, callsPort: number): void {
  const services = listServices(readRegister())
  const subgraphs = readSubgraphs(services)
  for (const [index, service] of services.entries()) {
    const port = portOf(service, gatewayPort)
    const sdl = subgraphs[index]?.sdl
    if (port === null || !sdl) continue
    const { agency } = service
    const refs = agency ? referencesField(agency) : null
    const answer = counting(answerWith(buildSubgraphSchema({ typeDefs: sdl }), refs))
    serveBare({ port, answer, delayMs: agency ? delayMs : 0 })
  }
  const sayCalls = () => Promise.resolve(toResponse(JSON.stringify({ calls })))
  serveBare({ port: callsPort, answer: sayCalls, delayMs: 0 })
  console.log('mock subgraphs listens')
}

main(Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]))
