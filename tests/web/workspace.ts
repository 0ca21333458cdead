import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'

import type { RequestHandler } from 'express'
import session from 'express-session'

import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import { agencyTimeoutMs } from '../../common/stop-times'
import { readSchema } from '../../schema/view-selection'
import { createApp } from '../../web/app'
import type { SignedIn } from '../../web/http/session'
import type { AskHub, HubAnswer, HubQuestion } from '../../web/hub/hub-client'
import { currentPolicy } from '../helpers/current-policy'

export const agencies = readRegister()
const schema = readSchema(readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'))

/**
 * What time it is in a workspace: the same for the whole file, so that pages compare though a minute or
 * midnight is between them. Milliseconds since 1970.
 */
export const moment = Date.now()

/** When access ends. */
const accessEnds = moment + 3_600_000

/** Somebody signed in as this; the token is no token. */
export function staff(role = 'mash.analyst'): SignedIn {
  return {
    staffId: role,
    name: 'Asha Penrose',
    roles: [role],
    homeAgency: 'harrowmere-council',
    token: 'token-of-the-person',
    until: accessEnds,
  }
}

/** What a hub that opens every enquiry answers, and what else this one is to answer. */
export function hubWith(answer: (question: HubQuestion) => Partial<HubAnswer>): AskHub {
  return (question) => {
    const opened = {
      token: 'token-of-the-purpose',
      expiresAt: new Date(accessEnds).toISOString(),
      ...(question.variables?.['input'] as object | undefined),
    }
    const isOpening = question.query.includes('openEnquiry')
    return Promise.resolve({
      data: isOpening ? { openEnquiry: opened } : {},
      problems: [],
      coverage: [],
      requestId: 'request-of-the-hub',
      ...(isOpening ? {} : answer(question)),
    })
  }
}

export interface WorkspaceOptions {
  readonly askHub: AskHub
  readonly user?: SignedIn
  readonly sessions?: RequestHandler
  readonly isHttps?: boolean
  readonly store?: session.Store
  /** Default: pages wait for everybody. */
  readonly agencyWaitMs?: number
  readonly observe?: RequestHandler
  /** Where style and script are; without it they are as they were written, which no browser reads. */
  readonly assetsFolder?: string
}

const pass: RequestHandler = (_request, _response, next) => {
  next()
}

/** The workspace over a hub of a test's own, for one browser without script. */
export class Workspace {
  readonly #server: Server
  readonly cookies = new Map<string, string>()
  /** What each `set-cookie` said, newest last. */
  readonly setCookies: string[] = []
  readonly reported: unknown[] = []
  #form = ''

  private constructor({ askHub, user = staff(), isHttps = false, ...options }: WorkspaceOptions) {
    const store = options.store ?? new session.MemoryStore()
    const app = createApp({
      askHub,
      agencies,
      schema,
      policy: () => currentPolicy,
      now: () => moment,
      agencyWaitMs: options.agencyWaitMs ?? agencyTimeoutMs,
      isDemonstration: true,
      initialsKey: Buffer.alloc(32, 7),
      signIn: {
        begin: () =>
          Promise.resolve({
            url: '/signed-in?code=1',
            pending: { state: 's', nonce: 'n', codeVerifier: 'v' },
          }),
        complete: () => Promise.resolve(user),
      },
      sessions:
        options.sessions ??
        session({
          name: 'sightline',
          secret: 'of a test',
          store,
          resave: false,
          saveUninitialized: false,
          cookie: { httpOnly: true, sameSite: 'lax' },
        }),
      isStoreThere: () => Promise.resolve(true),
      isHttps,
      assetsFolder: options.assetsFolder ?? projectPath('web', 'assets'),
      assetsVersion: '1',
      report: (error) => this.reported.push(error),
      observe: options.observe ?? pass,
    })
    this.#server = createServer(app)
  }

  static async start(options: WorkspaceOptions): Promise<Workspace> {
    const workspace = new Workspace(options)
    workspace.#server.listen(0, '127.0.0.1')
    await once(workspace.#server, 'listening')
    return workspace
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async get(path: string): Promise<{ status: number; headers: Headers; html: string }> {
    return this.#send(path, {})
  }

  /** Sends a form with the token of the last page, unless another is given. */
  async post(path: string, fields: Readonly<Record<string, string>> = {}) {
    const body = new URLSearchParams({ _csrf: this.#form, ...fields })
    return this.#send(path, { method: 'POST', body })
  }

  /** The status of an answer as soon as its head is there. */
  async head(path: string): Promise<number> {
    return (await this.#fetch(path, {})).status
  }

  async signIn(): Promise<void> {
    await this.get('/sign-in')
    await this.get('/signed-in?code=1')
    await this.get('/')
  }

  /** Signed in, with a purpose. */
  async begin(purpose = 'ADULT_SAFEGUARDING'): Promise<void> {
    await this.signIn()
    await this.get('/purpose')
    const reason = 'Call to address, injuries seen'
    await this.post('/purpose', { purpose, caseReference: 'MASH-0001', reason })
  }

  async #send(path: string, init: RequestInit) {
    const response = await this.#fetch(path, init)
    const html = await response.text()
    this.#form = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? this.#form
    return { status: response.status, headers: response.headers, html }
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(this.url + path, {
      ...init,
      redirect: 'manual',
      headers: { cookie },
    })
    for (const line of response.headers.getSetCookie()) {
      this.setCookies.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.cookies.set(name, value)
    }
    return response
  }
}

/** Starts the workspace of a test, one at a time, and stops it before the next one and after the test. */
export function workspaceOfEachTest(): (options: WorkspaceOptions) => Promise<Workspace> {
  let open: Workspace | null = null
  const stop = async () => {
    await open?.stop()
    open = null
  }
  afterEach(stop)
  return async (options) => {
    await stop()
    open = await Workspace.start(options)
    return open
  }
}
