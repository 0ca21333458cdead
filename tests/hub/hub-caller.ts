import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { portsFrom } from '../../common/ports'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import type { EnquiryInput, HubResponse } from '../../scripts/ask/hub-client'
import { HubClient } from '../../scripts/ask/hub-client'
import { findFreePort } from '../../scripts/free-port'
import { RunningHub } from './running-hub'

/** Who asks, for what, and what their enquiry states beside its reason. */
export interface Caller {
  readonly user: string
  readonly purpose: string
  readonly stated?: Partial<EnquiryInput>
}

/** A list or a part of an answer, by the agency's field. */
type View = Readonly<Record<string, unknown>>

/** An answer about one person. */
export class PersonAnswer {
  readonly response: HubResponse
  readonly #person: Readonly<Record<string, View | null>>

  constructor(response: HubResponse) {
    this.response = response
    this.#person = (response.data?.['person'] ?? {}) as Readonly<Record<string, View | null>>
  }

  /** What an agency holds; null: nothing, or nothing that may be told. */
  view(field: string): View | null {
    return this.#person[field] ?? null
  }

  /** A list of an agency; null: none is given. */
  list(field: string, name: string): readonly View[] | null {
    return (this.view(field)?.[name] ?? null) as readonly View[] | null
  }

  /** Who answered how, by agency: the status, and the reason where there is one. */
  coverage(agency: string): string {
    const row = this.response.extensions?.coverage?.find((one) => one.agency === agency)
    return [row?.status, row?.reason].filter((word) => (word ?? null) !== null).join(' ')
  }

  /** Reasons for which fields of an agency are withheld, each once. */
  reasons(field: string): readonly string[] {
    const own = (this.response.errors ?? []).filter(({ path }) => path?.[1] === field)
    return [...new Set(own.flatMap(({ extensions }) => extensions?.reason ?? []))]
  }
}

/** What an enquiry says of why disclosing health data is in the public interest. */
export const publicInterest = { publicInterestTest: 'Serious injury is likely' }

/** Somebody with an enquiry for a purpose, who states a public-interest test unless told otherwise. */
export function as(
  user: string,
  purpose: string,
  stated: Caller['stated'] = publicInterest,
): Caller {
  return { user, purpose, stated }
}

/** The hub with the made-up cases, and somebody to ask it; one for a test file. */
export class CaseHub {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-cases-'))
  #hub: RunningHub | null = null

  async start(): Promise<HubCaller> {
    this.#hub = new RunningHub(await findFreePort(), path.join(this.#folder, 'data'))
    await this.#hub.ready()
    return new HubCaller(this.#hub.port)
  }

  async stop(): Promise<void> {
    await this.#hub?.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Asks a hub that runs as its members of staff do, over HTTP. */
export class HubCaller {
  readonly #port: number

  constructor(port: number) {
    this.#port = port
  }

  /**
   * Asks for parts of what is known of a person, found by NHS number.
   * @param selection fields of Person
   * @throws AskError when the enquiry is not opened
   */
  async person(caller: Caller, nhsNumber: string, selection: string): Promise<PersonAnswer> {
    const query = `{ person: personByIdentifier(type: NHS_NUMBER, value: "${nhsNumber}") { id ${selection} } }`
    return new PersonAnswer(await this.ask(caller, query))
  }

  /** @throws AskError when the enquiry is not opened */
  async ask({ user, purpose, stated = {} }: Caller, query: string): Promise<HubResponse> {
    const token = await requestDemoToken(`http://127.0.0.1:${portsFrom(this.#port).signIn}`, user)
    const client = new HubClient(`http://127.0.0.1:${this.#port}/graphql`, token)
    const enquiry = await client.openEnquiry({
      ...{ purpose, caseReference: 'MASH-0001', reason: 'Call to address, injuries seen' },
      ...stated,
    })
    const { response } = await client.send({ query, variables: {} }, enquiry)
    return response
  }

  /**
   * Resolves when agencies know whom others protect: until then, for some seconds after a first start, records that
   * name several people come without their address and without those people, and the answer says so.
   */
  async addressesAreTold(): Promise<void> {
    const query = `{ found: address(uprn: "906700000011") { calls { missing { agency categories } } } }`
    const isKeptBack = async () => {
      const { data } = await this.ask(as('mash.analyst', 'ADULT_SAFEGUARDING'), query)
      const { calls } = data?.['found'] as {
        readonly calls: { readonly missing: readonly Missing[] }
      }
      return calls.missing.some(
        ({ agency, categories }) => agency.endsWith('-police') && categories.includes('ADDRESS'),
      )
    }
    while (await isKeptBack()) await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

interface Missing {
  readonly agency: string
  readonly categories: readonly string[]
}
