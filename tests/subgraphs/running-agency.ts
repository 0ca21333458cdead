import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Connection } from 'mongoose'
import mongoose from 'mongoose'

import type { HttpServer } from '../../common/http/server'
import { findAmong } from '../../common/keys/keys'
import type { Observing } from '../../common/observing/observing'
import { unobserved } from '../../common/observing/observing'
import { projectPath } from '../../common/project-root'
import type { Agency } from '../../common/register'
import { getAgency, readRegister } from '../../common/register'
import { databaseName } from '../../common/settings'
import type { HubCall } from '../../common/tokens/hub-token'
import { openAgencyTarget } from '../../scripts/import/agency-target'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { startAgency } from '../../subgraphs/kit/agency/agency'
import { countLoads } from '../helpers/count-loads'
import { settingsIn } from '../helpers/settings'
import { callSubgraph, hubCall, makeSigningKey } from '../helpers/signed-call'
import type { TestStore } from '../helpers/store'

const hubKey = makeSigningKey()

/** An agency of the register with records of its own, asked as the hub asks it. */
export class RunningAgency {
  readonly agency: Agency
  connection!: Connection
  folder!: string
  /** Default: the project's own. */
  policyFolder = projectPath('policies')
  readonly #store: TestStore
  #service: HttpServer | null = null
  #isOpen = false

  /** Its code is of this process, so that test runs do not meet. */
  constructor(which: string | Agency, store: TestStore) {
    const agency = typeof which === 'string' ? getAgency(which, readRegister()) : which
    this.agency = { ...agency, code: `${agency.code}-${process.pid}` }
    this.#store = store
  }

  async load(records: readonly object[]): Promise<void> {
    if (!this.#isOpen) await this.#open()
    const target = await openAgencyTarget(this.#options())
    try {
      await target.write(await Promise.all(records.map((record) => target.prepare(record))))
    } finally {
      await target.close()
    }
    // As the person index says of them.
    await this.connection
      .collection('people')
      .updateMany({ isProtectedElsewhere: null }, { $set: { isProtectedElsewhere: false } })
  }

  async #open(): Promise<void> {
    this.folder = await mkdtemp(path.join(tmpdir(), 'sightline-restricted-'))
    const dbName = databaseName(this.agency.code)
    this.connection = await mongoose.createConnection(this.#store.uri, { dbName }).asPromise()
    this.#isOpen = true
  }

  async start(observing: Observing = unobserved): Promise<void> {
    this.#service = await startAgency({
      ...this.#options(),
      port: 0,
      hubKeys: findAmong([hubKey]),
      observing,
    })
  }

  get url(): string {
    return this.#service?.url ?? ''
  }

  async stop(): Promise<void> {
    await this.#service?.stop()
    await this.connection.dropDatabase()
    await this.connection.close()
    await rm(this.folder, { recursive: true })
  }

  /** What the agency says of these references; `selection` is of its view. */
  ask(refs: readonly string[], selection: string, changes: Partial<HubCall> = {}) {
    return this.#askAbout(
      refs.map((ref) => [ref]),
      selection,
      changes,
    )
  }

  /** The same of one person with all of these references. */
  askTogether(refs: readonly string[], selection: string, changes: Partial<HubCall> = {}) {
    return this.#askAbout([refs], selection, changes)
  }

  /** How often it has asked its database, by type of record. */
  countLoads(): Promise<Readonly<Record<string, number>>> {
    return countLoads(this.#service?.url ?? '')
  }

  async #askAbout(
    peopleRefs: readonly (readonly string[])[],
    selection: string,
    changes: Partial<HubCall>,
  ) {
    const { code, field } = this.agency
    const query = `query ($people: [_Any!]!) { _entities(representations: $people) {
      ... on Person { view: ${field} ${selection} } } }`
    const people = peopleRefs.map((refs) => ({
      __typename: 'Person',
      id: 'p',
      [`${field}Refs`]: refs,
      isAddressProtected: false,
    }))
    const { body } = await callSubgraph(
      { url: this.url, key: hubKey, call: hubCall(code, changes) },
      { query, variables: { people } },
    )
    return body
  }

  /** What it says of these people in a call of this id, with its echo of each. */
  async askWithEcho(
    people: readonly { readonly id: string; readonly refs: readonly string[] | null }[],
    id: string,
    changes: Partial<HubCall> = {},
  ) {
    const { code, field } = this.agency
    const query = `query ($people: [_Any!]!) { _entities(representations: $people) {
      ... on Person { view: ${field} { __typename } echo: ${field}Echo } } }`
    const representations = people.map((person) => ({
      __typename: 'Person',
      id: person.id,
      [`${field}Refs`]: person.refs,
      isAddressProtected: false,
    }))
    const { body } = await callSubgraph(
      { url: this.#service?.url ?? '', key: hubKey, call: hubCall(code, changes), id },
      { query, variables: { people: representations } },
    )
    const data = (body.data?.['_entities'] ?? []) as readonly {
      readonly view: unknown
      readonly echo: unknown
    }[]
    return { data, errors: body.errors ?? [] }
  }

  #options() {
    const { agency, policyFolder } = this
    const changes = { personIndexUrl: 'http://127.0.0.1:2', policyFolder }
    const settings = settingsIn(this.folder, changes)
    return {
      agency,
      kind: getAgencyKind(agency.kind),
      settings,
      mongodbUri: this.#store.uri,
    }
  }
}
