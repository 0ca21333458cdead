import type { ChildProcess } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

import { findAtUrl } from '../../../common/keys/remote-keys'
import { projectRoot } from '../../../common/project-root'
import { readSignInSettings } from '../../../embedded/sign-in/config'
import { requestDemoToken } from '../../../embedded/sign-in/demo-token'
import { demoUsers, findDemoUser } from '../../../embedded/sign-in/demo-users'
import { authenticate } from '../../../gateway/authentication/authenticate'
import { currentPolicy } from '../../helpers/current-policy'
import { mayClaim } from '../../../policies/decide'
import { roles } from '../../../policies/vocabulary'

const run = promisify(execFile)
const names = [
  'mash.analyst',
  'mash.manager',
  'probation.officer',
  'police.officer',
  'housing.officer',
  'csh.coordinator',
  'idva',
  'adult.social.worker',
  'nhs.safeguarding.lead',
  'gp.safeguarding.lead',
  'mental.health.practitioner',
  'substance.use.worker',
  'ambulance.safeguarding.lead',
  'court.officer',
  'dardr.reviewer',
  'dpo',
  'agency.developer',
]

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

describe('the demo users', () => {
  it('are those the demonstration promises, with roles the policy knows', () => {
    expect(demoUsers.map(({ user }) => user)).toEqual(names)
    // One for each role that there is.
    expect(demoUsers.flatMap((user) => user.roles).toSorted()).toEqual(roles.toSorted())
    expect(findDemoUser('mash.analyst')?.roles).toEqual(['mash.analyst'])
    expect(
      mayClaim(findDemoUser('mash.analyst')?.roles ?? [], 'ADULT_SAFEGUARDING', currentPolicy),
    ).toBe(true)
  })

  it.each(['nobody', '', undefined, 'toString'])('do not include %p', (name) => {
    expect(findDemoUser(name)).toBeNull()
  })
})

describe('the settings of the demo sign-in', () => {
  it('put it beside the gateway', () => {
    expect(readSignInSettings({ SIGHTLINE_PORT: '5000' })).toMatchObject({
      signInPort: 5001,
      issuer: 'http://127.0.0.1:5001',
    })
  })

  it('take another issuer, without a slash at its end', () => {
    const { issuer } = readSignInSettings({ SIGHTLINE_ISSUER: 'http://sign-in:4001/' })
    expect(issuer).toBe('http://sign-in:4001')
  })

  it('refuse production', () => {
    expect(() => readSignInSettings({ SIGHTLINE_ENV: 'production' })).toThrow(/^SIGHTLINE_ENV: /)
  })
})

describe('the demo sign-in', () => {
  let folder: string
  let issuer: string
  let environment: NodeJS.ProcessEnv
  let child: ChildProcess

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-sign-in-'))
    const port = await freePort()
    issuer = `http://127.0.0.1:${port}`
    environment = {
      ...process.env,
      SIGHTLINE_PORT: String(port - 1),
      SIGHTLINE_DATA: folder,
      SIGHTLINE_ISSUER: issuer,
      SIGHTLINE_ENV: 'demo',
    }
    child = start(environment)
    while (!(await isReady())) {
      if (child.exitCode !== null) throw new Error('The sign-in has ended')
      await sleep(50)
    }
  })

  afterAll(async () => {
    if (child.exitCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true })
  })

  const start = (env: NodeJS.ProcessEnv) =>
    spawn(process.execPath, ['--import', 'tsx', 'embedded/sign-in/main.ts'], {
      cwd: projectRoot(),
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  const isReady = () =>
    fetch(`${issuer}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    )
  const signIn = (token: string) =>
    authenticate(
      { authorization: `Bearer ${token}` },
      { issuers: [{ issuer, keys: findAtUrl({ url: `${issuer}/jwks` }) }] },
    )

  it.each(names)('gives %s a token that the gateway accepts', async (user) => {
    const { homeAgency, roles } = findDemoUser(user) ?? {}
    await expect(signIn(await requestDemoToken(issuer, user))).resolves.toEqual({
      staffId: user,
      homeAgency,
      roles,
    })
  })

  it('gives a system a token with which it has to name its user', async () => {
    const authorization = `Bearer ${await requestDemoToken(issuer, 'council.case-system')}`
    const keys = findAtUrl({ url: `${issuer}/jwks` })
    const ask = (onBehalfOf?: string) =>
      authenticate({ authorization, onBehalfOf }, { issuers: [{ issuer, keys }] })
    await expect(ask('a.worker')).resolves.toEqual({
      ...{ staffId: 'council.case-system', homeAgency: 'harrowmere-council' },
      ...{ roles: ['mash.analyst'], onBehalfOf: 'a.worker' },
    })
    await expect(ask()).rejects.toMatchObject({
      extensions: { reason: 'ON_BEHALF_OF_MISSING' },
    })
  })

  it.each(['nobody', '', '__proto__'])('gives "%s" none, and says who there is', async (user) => {
    await expect(requestDemoToken(issuer, user)).rejects.toThrow('Demo users: mash.analyst, ')
  })

  it('gives no token to another client or for a password', async () => {
    const grants = [
      { grant_type: 'client_credentials', client_id: 'sightline-terminal' },
      { grant_type: 'password', client_id: 'sightline-terminal', username: 'idva', password: 'x' },
      {
        grant_type: 'urn:sightline:params:oauth:grant-type:demo-user',
        client_id: 'sightline-browser',
        user: 'idva',
      },
    ]
    const answers = await Promise.all(
      grants.map((body) =>
        fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(body) }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
  })

  it('publishes no private part of its key', async () => {
    const set = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: object[] }
    expect(set.keys.map((key) => Object.keys(key).toSorted())).toEqual([
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
    ])
  })

  it('signs a browser in by its page, which offers the demo users and nobody else', async () => {
    const browser = new Browser()
    const verifier = randomBytes(32).toString('base64url')
    const query = new URLSearchParams({
      client_id: 'sightline-browser',
      response_type: 'code',
      scope: 'openid hub',
      redirect_uri: 'http://127.0.0.1:49152/signed-in',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    const loginUrl = await browser.redirect(`${issuer}/auth?${query.toString()}`)
    const page = await (await browser.open(loginUrl)).text()
    expect([...page.matchAll(/value="([^"]*)"/g)].map(([, name]) => name)).toEqual(names)
    expect(page).not.toMatch(/src=|href=|https?:/)
    for (const user of ['nobody', 'council.case-system']) {
      const stranger = await browser.open(loginUrl, { user })
      expect([stranger.status, await stranger.text()]).toEqual([200, page])
    }
    const resumeUrl = await browser.redirect(loginUrl, { user: 'police.officer' })
    const back = new URL(await browser.redirect(resumeUrl))
    expect(back.origin).toBe('http://127.0.0.1:49152')
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'sightline-browser',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: 'http://127.0.0.1:49152/signed-in',
        code_verifier: verifier,
      }),
    })
    const { access_token: token } = (await answer.json()) as { access_token: string }
    await expect(signIn(token)).resolves.toMatchObject({ staffId: 'police.officer' })
  })

  it('shows no login page without a sign-in under way', async () => {
    const answer = await fetch(`${issuer}/interaction/invented`)
    expect(answer.status).toBe(400)
  })

  it('prints a token and nothing else from the terminal', async () => {
    const script = ['--import', 'tsx', 'scripts/token.ts']
    const options = { cwd: projectRoot(), env: environment }
    const { stdout, stderr } = await run(process.execPath, [...script, 'idva'], options)
    expect([stdout.split('\n').length, stderr]).toEqual([2, ''])
    await expect(signIn(stdout.trim())).resolves.toMatchObject({ staffId: 'idva' })
    await expect(run(process.execPath, [...script, 'nobody'], options)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('There is no demo user "nobody". Demo users: ') as string,
    })
  })

  it('says so when it does not run', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`
    await expect(requestDemoToken(nowhere, 'idva')).rejects.toThrow('The hub is not running')
  })

  it('refuses to start in production', async () => {
    const refused = start({ ...environment, SIGHTLINE_ENV: 'production' })
    let said = ''
    refused.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const [code] = (await once(refused, 'close')) as [number]
    expect([code, said]).toEqual([1, expect.stringMatching(/^SIGHTLINE_ENV: /m)])
  })

  it('names the port when it is in use', async () => {
    const second = start(environment)
    let said = ''
    second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const [code] = (await once(second, 'close')) as [number]
    expect([code, said]).toEqual([
      1,
      expect.stringContaining(`EADDRINUSE: address already in use ${new URL(issuer).host}`),
    ])
  })

  it('stops cleanly when it is told to, even with a connection open', async () => {
    await fetch(`${issuer}/health/live`)
    child.kill('SIGTERM')
    const [code, signal] = (await once(child, 'exit')) as [number, string | null]
    expect([code, signal]).toEqual([0, null])
  })
})

/** Follows redirects by hand and keeps cookies, as a browser does. */
class Browser {
  readonly #cookies = new Map<string, string>()

  async open(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value)
    }
    return response
  }

  async redirect(url: string, form?: Record<string, string>): Promise<string> {
    const response = await this.open(url, form)
    const location = response.headers.get('location')
    if (location === null)
      throw new Error(`No redirect: ${response.status} ${await response.text()}`)
    return new URL(location, url).href
  }
}
