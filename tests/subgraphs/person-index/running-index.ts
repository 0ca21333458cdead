import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Connection } from 'mongoose'
import mongoose from 'mongoose'

import type { HttpServer } from '../../../common/http/server'
import type { IdentifierType } from '../../../common/identifiers/person-identifiers'
import type { SigningKey } from '../../../common/keys/keys'
import { findAmong } from '../../../common/keys/keys'
import { readRegister } from '../../../common/register'
import { signAgencyToken } from '../../../common/registration/agency-token'
import {
  addressToken,
  identifierToken,
  openLinkKey,
  openSecret,
} from '../../../common/registration/link-tokens'
import type { Registration } from '../../../common/registration/registration'
import { databaseName } from '../../../common/settings'
import type { HubCall } from '../../../common/tokens/hub-token'
import { startPersonIndex } from '../../../subgraphs/person-index/person-index'
import { createReferenceSealer } from '../../../subgraphs/person-index/sealed-references'
import { settingsIn } from '../../helpers/settings'
import { callSubgraph, hubCall, makeSigningKey, postJson } from '../../helpers/signed-call'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'

const hubKey = makeSigningKey()
export const analystCall = hubCall('person-index')
const agencyKeys: Readonly<Record<string, SigningKey>> = {
  'northshire-police': makeSigningKey(),
  'st-annes-hospital': makeSigningKey(),
}

/** The person index over HTTP, for two agencies of the register. */
export class RunningIndex {
  folder!: string
  /** Of another hub that may ask it; set before the start. */
  otherHubKey: SigningKey | null = null
  connection!: Connection
  #store!: TestStore
  #service!: HttpServer

  async start(): Promise<void> {
    this.folder = await mkdtemp(path.join(tmpdir(), 'sightline-index-'))
    this.#store = await startTestStore()
    const dbName = databaseName('person-index')
    this.connection = await mongoose.createConnection(this.#store.uri, { dbName }).asPromise()
    await this.connection.dropDatabase()
    await this.open()
  }

  async stop(): Promise<void> {
    await this.close()
    await this.connection.dropDatabase()
    await this.connection.close()
    await this.#store.stop()
    await rm(this.folder, { recursive: true })
  }

  /** Starts the process on what is there. */
  async open(): Promise<void> {
    this.#service = await startPersonIndex({
      register: readRegister(),
      settings: settingsIn(this.folder),
      mongodbUri: this.#store.uri,
      port: 0,
      hubKeys: findAmong([hubKey, ...(this.otherHubKey ? [this.otherHubKey] : [])]),
      agencyKeys: (agency) => {
        const key = agencyKeys[agency]
        return key ? findAmong([key]) : null
      },
    })
  }

  close(): Promise<void> {
    return this.#service.stop()
  }

  get url(): string {
    return this.#service.url
  }

  /** Everything that stands in its database, by collection. */
  async documents(): Promise<Readonly<Record<string, readonly object[]>>> {
    const names = (await this.connection.listCollections()).map(({ name }) => name)
    const found = await Promise.all(
      names.map(async (name) => [name, await this.connection.collection(name).find().toArray()]),
    )
    return Object.fromEntries(found) as Readonly<Record<string, readonly object[]>>
  }

  registration(
    ref: string,
    identifiers: Partial<Record<IdentifierType, string>>,
    uprn?: string,
  ): Registration {
    const key = openLinkKey(this.folder)
    const tokens = (Object.entries(identifiers) as [IdentifierType, string][]).map(
      ([type, value]) => ({ type, token: identifierToken(key, type, value) ?? '' }),
    )
    return { ref, tokens, addresses: uprn ? [addressToken(key, uprn) ?? ''] : [] }
  }

  /** The key of a record as it stands in the database. */
  keyOf(agency: string, ref: string): string {
    return createReferenceSealer(openSecret(this.folder, 'person-index')).record(agency, ref)
  }

  async register(agency: string, registrations: unknown, signer = agency) {
    return this.post('/registrations', registrations, { agency, signer })
  }

  /** Posts as an agency, signed with the key of one. */
  async post(
    path: string,
    content: unknown,
    { agency, signer = agency }: { readonly agency: string; readonly signer?: string },
  ) {
    const body = JSON.stringify(content)
    return postJson(`${this.url}${path}`, body, signFor(agency, body, signer))
  }

  /** Posts what the hub itself asks. @param sender as whom it signs with its key */
  async postAsHub(path: string, content: unknown, sender = 'hub') {
    const body = JSON.stringify(content)
    return postJson(`${this.url}${path}`, body, signAgencyToken(sender, body, hubKey))
  }

  /** Who is found by a number, with the references that two forces and a hospital have of them; null: nobody. */
  async findPerson(type: IdentifierType, value: string) {
    const { body } = await this.ask(
      `{ personByIdentifier(type: ${type}, value: "${value}") {
        id northshirePoliceRefs eastmarchPoliceRefs stAnnesHospitalRefs } }`,
    )
    if (body.errors) throw new Error(JSON.stringify(body.errors))
    return body.data?.['personByIdentifier'] as Readonly<Record<string, unknown>> | null
  }

  async ask(query: string, call: HubCall = analystCall) {
    return callSubgraph({ url: this.url, key: hubKey, call }, { query })
  }
}

/** A token of the agency for this body. */
export function signFor(agency: string, body: string, signer = agency): string {
  return signAgencyToken(agency, body, agencyKeys[signer] ?? makeSigningKey())
}
