import { buildSubgraphSchema } from '@apollo/subgraph'

import type { BareRequest } from '../execution/bare-server'
import { serveBare, toResponse } from '../execution/bare-server'
import { referencesField } from '../../schema/instance-sdl'
import { answerWith } from '../execution/mock-answers'
import type { HostileWay } from './hostile-answers'
import { hostileWays } from './hostile-answers'
import { firstHostilePort, hostileCode, located, readPartnership } from './partnership'

type Answer = (request: BareRequest) => Promise<Buffer>

/** Each way of answering, by the honest answer, made once: making them is not what is measured. */
function misbehave({ answers }: HostileWay, honestly: Answer): Answer {
  const known = new Map<string, readonly Buffer[]>()
  let turn = 0
  return async (request) => {
    const { body } = request
    const honest = await honestly(request)
    if (body === '') return honest
    const made = known.get(body) ?? answers(jsonOf(honest)).map(toResponse)
    known.set(body, made)
    turn += 1
    return made[turn % made.length] ?? honest
  }
}

function jsonOf(response: Buffer): string {
  const text = response.toString('utf8')
  return text.slice(text.indexOf('\r\n\r\n') + 4)
}

/** The index, fifteen honest agencies, and the last of them once more in each hostile way. */
function main(): void {
  const { subgraphs } = readPartnership()
  for (const { code, port, agency } of located) {
    const sdl = subgraphs.find(({ name }) => name === code)?.sdl
    if (port === null || !sdl) continue
    const refs = agency ? referencesField(agency) : null
    const answer = answerWith(buildSubgraphSchema({ typeDefs: sdl }), refs)
    serveBare({ port, answer, delayMs: 0 })
    if (code !== hostileCode) continue
    for (const [index, way] of hostileWays.entries())
      serveBare({ port: firstHostilePort + index, answer: misbehave(way, answer), delayMs: 0 })
  }
  console.log('agencies listen')
}

main()
