import { readFileSync } from 'node:fs'

import { parse, print } from 'graphql'

import { portsFrom } from '../../common/ports'
import { projectPath } from '../../common/project-root'
import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import type { Service } from '../../common/services'
import { getService, listServices, portOf } from '../../common/services'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import type { Step } from '../../gateway/plan/compile-plan'
import { OperationPlanner } from '../../gateway/plan/planner'
import { categories } from '../../policies/vocabulary'
import { composeSupergraph } from '../../schema/compose'
import { referencesField } from '../../schema/instance-sdl'
import type { MadeUpPerson } from '../hub/made-up-people'
import { openEnquiry } from '../hub/open-enquiry'
import { personQuery } from '../hub/person-query'
import type { FanOutCall } from './fan-out'
import { narrowView } from './view-query'

/** A supergraph, and the agencies it is composed of. */
export interface Partnership {
  readonly register: readonly Agency[]
  readonly supergraphSdl: string
}

/** The partnership of agencies.json. */
export function ownPartnership(): Partnership {
  const supergraphSdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
  return { register: readRegister(), supergraphSdl }
}

/** The same without computed services: gateways of other makers cannot take the views that those share. */
export function uncomputedPartnership(): Partnership {
  const register = readRegister()
  const services = listServices(register).filter(({ role }) => role !== 'computed')
  return { register, supergraphSdl: composeSupergraph({ services, categories }) }
}

/** The supergraph with the addresses that the services of a gateway at this port have. */
export function locatedSupergraph({ register, supergraphSdl }: Partnership, port: number): string {
  return listServices(register).reduce(
    (text, service) => withUrl(text, service.code, portOf(service, port)),
    supergraphSdl,
  )
}

function withUrl(sdl: string, name: string, port: number | null): string {
  if (port === null) return sdl
  return sdl.replace(`http://${name}.invalid/graphql`, `http://127.0.0.1:${port}/graphql`)
}

/** The question that every gateway is asked, and its bodies: each about somebody else. */
export function viewQuestions(
  supergraphSdl: string,
  people: readonly MadeUpPerson[],
): { readonly query: string; readonly bodies: readonly string[] } {
  const query = narrowView(personQuery(supergraphSdl, readRegister()))
  return { query, bodies: bodiesFor(query, people) }
}

/** One body for each person. */
export function bodiesFor(query: string, people: readonly MadeUpPerson[]): readonly string[] {
  return people.map(({ nhsNumber }) => JSON.stringify({ query, variables: { value: nhsNumber } }))
}

/** The calls a plan comes to, for the fan-out by hand. */
export function planFanOut(supergraphSdl: string, query: string, port: number): FanOutCall[] {
  const plan = new OperationPlanner(supergraphSdl).plan(parse(query))
  if (!plan) throw new Error('No plan')
  const services = listServices(readRegister())
  return fetchesOf(plan).map((step) => toCall(step, services, port))
}

type FetchStep = Extract<Step, { readonly kind: 'Fetch' }>

function fetchesOf(step: Step): readonly FetchStep[] {
  return step.kind === 'Fetch' ? [step] : step.steps.flatMap(fetchesOf)
}

function toCall({ fetch }: FetchStep, services: readonly Service[], port: number): FanOutCall {
  const service = getService(fetch.service, services)
  return fanOutCall(service, { port, query: print(fetch.document) })
}

/** The call to a service of the gateway at this port. */
export function fanOutCall(
  service: Service,
  { port, query }: { readonly port: number; readonly query: string },
): FanOutCall {
  const url = `http://127.0.0.1:${portOf(service, port) ?? port}/graphql`
  if (service.agency === null) return { url, query, fields: [] }
  return { url, query, fields: ['id', referencesField(service.agency), 'isAddressProtected'] }
}

/** Headers of a signed-in analyst with an open enquiry. */
export async function signIn(port: number): Promise<Readonly<Record<string, string>>> {
  const token = await requestDemoToken(`http://127.0.0.1:${portsFrom(port).signIn}`, 'mash.analyst')
  const headers = { authorization: `Bearer ${token}` }
  const enquiry = await openEnquiry(`http://127.0.0.1:${port}/graphql`, headers)
  return { ...headers, ...enquiry }
}
