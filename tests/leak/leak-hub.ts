import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { portsFrom } from '../../common/ports'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { HubClient } from '../../scripts/ask/hub-client'
import { findFreePort } from '../../scripts/free-port'
import { postFhir, questionAbout } from '../fhir/fhir-caller'
import type { CommandOutcome } from '../hub/running-hub'
import { RunningHub } from '../hub/running-hub'
import type { Asker } from './asker'
import type { Target } from './operations'
import { byNumber } from './people'
import { specialRecords } from './special-records'

/** A hub's answer. */
export interface Answer {
  readonly text: string
  readonly data?: unknown
  readonly errors?: readonly {
    readonly path?: readonly unknown[]
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
  readonly extensions?: {
    readonly coverage?: readonly Readonly<Record<string, unknown>>[]
  }
}

const statements = {
  publicInterestTest: 'Serious injury is likely',
  necessityStatement: 'No other line of enquiry is left',
  noticeToVictim: 'By letter on the first of the month',
}

/** The hub as `npm start` runs it, with people whom some or all may not see. */
export class LeakHub {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-leak-'))
  readonly #headers = new Map<string, Promise<Readonly<Record<string, string>>>>()
  readonly #ownAgreements: Readonly<Record<string, object>>
  #hub: RunningHub | null = null
  #port = 0

  /** @param ownAgreements of agencies that are stricter than the partnership, by code */
  constructor(ownAgreements: Readonly<Record<string, object>> = {}) {
    this.#ownAgreements = ownAgreements
  }

  async start(): Promise<void> {
    this.#port = await findFreePort()
    const agreements = path.join(this.#dataFolder(), 'agreements')
    mkdirSync(agreements, { recursive: true })
    for (const [agency, agreement] of Object.entries(this.#ownAgreements))
      writeFileSync(path.join(agreements, `${agency}.json`), JSON.stringify(agreement))
    await this.launch()
    for (const [agency, records] of Object.entries(specialRecords)) {
      const file = path.join(this.#folder, `${agency}.ndjson`)
      writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
      const { status, stdout, stderr } = await this.run('import', [agency, file])
      if (status !== 0) throw new Error(`${stdout}${stderr}`)
    }
    await this.#untilLinked('999 000 7039')
    await this.#untilLinked('999 000 7020')
    await this.#untilLinked('999 000 7047')
    // Agencies ask every two seconds whom the others protect.
    await sleep(5000)
  }

  async stop(): Promise<void> {
    await this.#hub?.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** An answer as it is sent, but for what is of this one request: its id, and times. */
  async askForText(query: string, user: string, purpose: string): Promise<string> {
    const { text } = await this.ask(query, user, purpose)
    return text
      .replaceAll(/"tookMs":\d+/g, '"tookMs":0')
      .replaceAll(/"requestId":"[^"]*"/g, '"requestId":""')
  }

  /** Starts the hub on the data there is. */
  async launch(): Promise<void> {
    this.#hub = new RunningHub(this.#port, this.#dataFolder())
    await this.#hub.ready()
  }

  /** Ends the hub as a person does, or kills its gateway first. */
  async end(how: 'stopped' | 'killed'): Promise<void> {
    if (how === 'killed') this.#hub?.kill('gateway')
    await this.#hub?.stop()
  }

  /** Runs one of the project's commands against this hub. */
  async run(script: string, args: readonly string[]): Promise<CommandOutcome> {
    if (!this.#hub) throw new Error('Not started')
    return this.#hub.run(script, args)
  }

  #dataFolder(): string {
    return path.join(this.#folder, 'data')
  }

  /** Asks as somebody whose enquiry states what agreements may require. */
  async ask(query: string, role: string, purpose: string): Promise<Answer> {
    return this.askAs({ role, purpose, states: true }, query)
  }

  async askAs(asker: Asker, query: string): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${this.#port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await this.#signIn(asker)) },
      body: JSON.stringify({ query }),
    })
    const text = await response.text()
    return { text, ...(JSON.parse(text) as object) }
  }

  /** The hub id of who is asked for by an identifier; null: nobody. */
  async findId({ rootField, args }: Target): Promise<string | null> {
    if (rootField !== 'personByIdentifier') return null
    const query = `{ found: ${rootField}${args} { id } }`
    const { data } = await this.ask(query, 'mash.manager', 'ADULT_SAFEGUARDING')
    return (data as { found?: { id: string } | null } | null)?.found?.id ?? null
  }

  /** What the door of the national standard tells a system about whoever has this number. */
  async askInFhir(system: string, number: string, of: string): Promise<string> {
    const token = await requestDemoToken(`http://127.0.0.1:${portsFrom(this.#port).signIn}`, system)
    const headers = { authorization: `Bearer ${token}`, 'sightline-on-behalf-of': 'a.worker' }
    const body = questionAbout(number, { system: of })
    return (await postFhir(`http://127.0.0.1:${this.#port}`, body, headers)).text
  }

  /** Whether this user may claim the purpose at all. */
  async mayClaim(asker: Asker): Promise<boolean> {
    return this.#signIn(asker).then(
      () => true,
      () => false,
    )
  }

  #signIn(asker: Asker): Promise<Readonly<Record<string, string>>> {
    const key = Object.values(asker).join(' ')
    const known = this.#headers.get(key) ?? this.#open(asker)
    this.#headers.set(key, known)
    return known
  }

  /** Every role has a demo user of its name. */
  async #open({ role, purpose, states }: Asker): Promise<Readonly<Record<string, string>>> {
    const issuer = `http://127.0.0.1:${portsFrom(this.#port).signIn}`
    const token = await requestDemoToken(issuer, role)
    const client = new HubClient(`http://127.0.0.1:${this.#port}/graphql`, token)
    const reason = 'Call to address, injuries seen'
    const enquiry = await client.openEnquiry({
      ...{ purpose, caseReference: 'MASH-0001', reason },
      ...(states ? statements : {}),
    })
    return { authorization: `Bearer ${token}`, 'sightline-enquiry': enquiry }
  }

  /** Agencies tell the index of new records by themselves, a moment later. */
  async #untilLinked(nhsNumber: string): Promise<void> {
    const query = `{ ${byNumber(nhsNumber).rootField}${byNumber(nhsNumber).args} { id } }`
    for (let tries = 0; tries < 200; tries += 1) {
      const { data } = await this.ask(query, 'mash.manager', 'ADULT_SAFEGUARDING')
      if ((data as { personByIdentifier?: unknown } | null)?.personByIdentifier) return
      await sleep(100)
    }
    throw new Error(`Nobody was linked to ${nhsNumber}`)
  }
}
