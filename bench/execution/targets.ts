import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { parse, print } from 'graphql'

import { portsFrom } from '../../common/ports'
import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import type { Service } from '../../common/services'
import { getService, listServices, portOf } from '../../common/services'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import type { Step } from '../../gateway/plan/compile-plan'
import { OperationPlanner } from '../../gateway/plan/planner'
import { openEnquiry } from '../hub/open-enquiry'
import { personQuery } from '../hub/person-query'
import type { FanOutCall } from './fan-out'
import { narrowView } from './view-query'

/** Writes the supergraph with the mock subgraphs' addresses; gives the file. */
export function writeSupergraph(folder: string, port: number): string {
  const sdl = listServices(readRegister()).reduce(
    (text, service) => withUrl(text, service.code, portOf(service, port)),
    readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'),
  )
  const file = path.join(folder, 'supergraph.graphql')
  writeFileSync(file, sdl)
  return file
}

function withUrl(sdl: string, name: string, port: number | null): string {
  if (port === null) return sdl
  return sdl.replace(`http://${name}.invalid/graphql`, `http://127.0.0.1:${port}/graphql`)
}

/** The question that every gateway is asked. */
export function viewBody(supergraphFile: string): {
  readonly query: string
  readonly body: string
} {
  const query = narrowView(personQuery(readFileSync(supergraphFile, 'utf8'), readRegister()))
  return { query, body: JSON.stringify({ query, variables: { value: '9990000018' } }) }
}

/** Writes the calls a plan comes to, for the fan-out by hand; gives the file. */
export function writeFanOut(folder: string, supergraphFile: string, port: number): string {
  const planner = new OperationPlanner(readFileSync(supergraphFile, 'utf8'))
  const { query } = viewBody(supergraphFile)
  const plan = planner.plan(parse(query))
  if (!plan) throw new Error('No plan')
  const services = listServices(readRegister())
  const calls = fetchesOf(plan).map((step) => toCall(step, services, port))
  const file = path.join(folder, 'fan-out.json')
  writeFileSync(file, JSON.stringify(calls))
  return file
}

type FetchStep = Extract<Step, { readonly kind: 'Fetch' }>

function fetchesOf(step: Step): readonly FetchStep[] {
  return step.kind === 'Fetch' ? [step] : step.steps.flatMap(fetchesOf)
}

function toCall(
  { fetch, pick }: FetchStep,
  services: readonly Service[],
  gatewayPort: number,
): FanOutCall {
  const service = getService(fetch.service, services)
  const port = portOf(service, gatewayPort) ?? gatewayPort
  const refs = service.field === null ? {} : { [`${service.field}Refs`]: ['2012-07-07'] }
  const representations = [
    { __typename: 'Person', id: '2012-07-07', ...refs, isAddressProtected: true },
  ]
  const variables = pick ? { representations } : { value: '9990000018' }
  const body = JSON.stringify({ query: print(fetch.document), variables })
  return { url: `http://127.0.0.1:${port}/graphql`, body }
}

/** Headers of a signed-in analyst with an open enquiry. */
export async function signIn(port: number): Promise<Readonly<Record<string, string>>> {
  const token = await requestDemoToken(`http://127.0.0.1:${portsFrom(port).signIn}`, 'mash.analyst')
  const headers = { authorization: `Bearer ${token}` }
  const enquiry = await openEnquiry(`http://127.0.0.1:${port}/graphql`, headers)
  return { ...headers, ...enquiry }
}
