import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { parse, print } from 'graphql'

import { projectPath } from '../../common/project-root'
import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import { portsFrom } from '../../common/settings'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import type { Step } from '../../gateway/plan/compile-plan'
import { OperationPlanner } from '../../gateway/plan/planner'
import { openEnquiry } from '../hub/open-enquiry'
import { personQuery } from '../hub/person-query'
import type { FanOutCall } from './fan-out'
import { narrowView } from './view-query'

/** Writes the supergraph with the mock subgraphs' addresses; gives the file. */
export function writeSupergraph(folder: string, port: number): string {
  const ports = portsFrom(port)
  const register = readRegister()
  const sdl = register.reduce(
    (text, { code, position }) => withUrl(text, code, ports.agency(position)),
    readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'),
  )
  const file = path.join(folder, 'supergraph.graphql')
  writeFileSync(file, withUrl(sdl, 'person-index', ports.personIndex))
  return file
}

function withUrl(sdl: string, name: string, port: number): string {
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
  const ports = portsFrom(port)
  const register = readRegister()
  const calls = fetchesOf(plan).map((step) => toCall(step, { register, ports }))
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
  { register, ports }: { register: readonly Agency[]; ports: ReturnType<typeof portsFrom> },
): FanOutCall {
  const agency = register.find(({ code }) => code === fetch.service)
  const port = agency ? ports.agency(agency.position) : ports.personIndex
  const refs = agency ? { [`${agency.field}Refs`]: ['2012-07-07'] } : {}
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
