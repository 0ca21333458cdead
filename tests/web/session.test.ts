import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { MongoClient } from 'mongodb'

import { readWebSettings } from '../../web/config'
import { openSessions } from '../../web/http/session'
import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { hubWith, Workspace } from './workspace'

describe('sessions', () => {
  let store: TestStore
  let folder: string
  const parts: { stop?: () => Promise<void>; close?: () => void }[] = []

  beforeAll(async () => {
    store = await startTestStore()
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-web-'))
  })

  afterAll(async () => {
    for (const { stop, close } of parts) {
      await stop?.()
      close?.()
    }
    await store.stop()
    rmSync(folder, { recursive: true })
  })

  async function startOne(): Promise<Workspace> {
    const settings = readWebSettings({ MONGODB_URI: store.uri, SIGHTLINE_DATA: folder })
    const sessions = openSessions(settings)
    const askHub = hubWith(() => ({ data: { found: null } }))
    const workspace = await Workspace.start({ askHub, sessions: sessions.handler })
    parts.push({ stop: () => workspace.stop() }, { close: sessions.close })
    return workspace
  }

  it('are those of every process beside the store', async () => {
    const [one, other] = [await startOne(), await startOne()]
    await one.begin()
    for (const [name, value] of one.cookies) other.cookies.set(name, value)
    expect((await other.get('/')).html).toContain('MASH-0001')
    await other.post('/sign-out')
    expect((await one.get('/')).headers.get('location')).toBe('/sign-in')
  })

  it('lie in the store sealed, under a name that no browser could send', async () => {
    const one = await startOne()
    await one.begin()
    const client = await MongoClient.connect(store.uri)
    try {
      const kept = JSON.stringify(
        await client.db('sightline_web').collection('sessions').find().toArray(),
      )
      const [, id = ''] = /^s%3A([^.]+)\./.exec(one.cookies.get('sightline') ?? '') ?? []
      expect(id.length).toBeGreaterThan(20)
      expect(kept.length).toBeGreaterThan(100)
      expect(kept).not.toMatch(/token-of|Asha|MASH-0001|mash\.analyst/)
      expect(kept).not.toContain(id)
    } finally {
      await client.close()
    }
  })
})

describe('the settings of the workspace', () => {
  const read = (env: Record<string, string>) =>
    readWebSettings({ MONGODB_URI: 'mongodb://nowhere', ...env })

  it('put it 80 above the gateway', () => {
    expect(read({ SIGHTLINE_PORT: '5000' })).toMatchObject({
      webPort: 5080,
      publicUrl: 'http://127.0.0.1:5080',
      gatewayUrl: 'http://127.0.0.1:5000/graphql',
      signIn: {
        issuer: 'http://127.0.0.1:5001',
        clientId: 'sightline-browser',
        clientSecret: null,
      },
    })
  })

  it('wait a second for agencies, unless they say how long', () => {
    expect(read({}).agencyWaitMs).toBe(1000)
    expect(read({ SIGHTLINE_WEB_WAIT_MS: '5000' }).agencyWaitMs).toBe(5000)
  })

  it('name an address that browsers can go to when it listens everywhere', () => {
    expect(read({ SIGHTLINE_HOST: '0.0.0.0' }).publicUrl).toBe('http://127.0.0.1:4080')
  })

  it.each([
    [{ SIGHTLINE_ENV: 'production' }, /^SIGHTLINE_WEB_URL: must begin with https/],
    [{ SIGHTLINE_WEB_URL: 'nowhere' }, /^SIGHTLINE_WEB_URL: /],
    [{ SIGHTLINE_GATEWAY_URL: 'nowhere' }, /^SIGHTLINE_GATEWAY_URL: /],
    [{ SIGHTLINE_SIGN_IN_URL: 'nowhere' }, /^SIGHTLINE_SIGN_IN_URL: /],
    [{ SIGHTLINE_WEB_CLIENT: 'two words' }, /^SIGHTLINE_WEB_CLIENT: /],
    [{ SIGHTLINE_WEB_WAIT_MS: '99' }, /^SIGHTLINE_WEB_WAIT_MS: expected .* from 100 to 5000/],
    [{ SIGHTLINE_WEB_WAIT_MS: '' }, /^SIGHTLINE_WEB_WAIT_MS: /],
    [{ MONGODB_URI: '' }, /^MONGODB_URI: /],
  ])('refuse %j', (env, message) => {
    expect(() => read(env)).toThrow(message)
  })

  it('make cookies Secure where it is reached over https', async () => {
    const sent: string[] = []
    const folder = mkdtempSync(path.join(tmpdir(), 'sightline-web-'))
    const store = await startTestStore()
    const url = 'https://hub.example'
    const env = { MONGODB_URI: store.uri, SIGHTLINE_WEB_URL: url, SIGHTLINE_DATA: folder }
    const sessions = openSessions(readWebSettings(env))
    const askHub = hubWith(() => ({}))
    const behindProxy: typeof sessions.handler = (request, response, next) => {
      request.headers['x-forwarded-proto'] = 'https'
      sessions.handler(request, response, next)
    }
    const workspace = await Workspace.start({ askHub, sessions: behindProxy, isHttps: true })
    try {
      const { headers } = await workspace.get('/sign-in')
      sent.push(...workspace.setCookies)
      expect(headers.get('strict-transport-security')).not.toBeNull()
      expect(sent).toHaveLength(1)
      expect(sent[0]).toMatch(/HttpOnly; Secure; SameSite=Lax/)
    } finally {
      await workspace.stop()
      sessions.close()
      await store.stop()
      rmSync(folder, { recursive: true })
    }
  })
})
