import { createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { readKeySet } from '../../../common/keys/key-set'
import type { SigningKey } from '../../../common/keys/keys'
import { verifyHubToken } from '../../../common/tokens/hub-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { SealedTokenReader } from '../../../common/tokens/sealed-hub-token'
import type { CallVector } from '../../../scripts/vectors/hub-calls'
import { signedBefore } from '../../../scripts/vectors/signed-before'
import { vectorFiles, vectorFolder } from '../../../scripts/vectors/vector-files'

const read = (name: string) => readFileSync(`${vectorFolder}/${name}`, 'utf8')

interface KeysFile {
  readonly hub: Readonly<Record<string, string>>
  readonly agency: Readonly<Record<string, string>>
}

const keys = JSON.parse(read('keys.json')) as KeysFile
const { agency, calls } = JSON.parse(read('hub-calls.json')) as {
  readonly agency: string
  readonly calls: readonly CallVector[]
}

function keyFrom({ kid = '', ...jwk }: Readonly<Record<string, string>>): SigningKey {
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  return { kid, privateKey, publicKey: createPublicKey(privateKey) }
}

describe('the vectors of the contract', () => {
  it('are what the code that runs makes: npm run docs writes them', async () => {
    for (const [name, text] of await vectorFiles()) expect([name, read(name)]).toEqual([name, text])
  })

  it('keep no signature that does not fit what is signed', () => {
    const text = read('hub-calls.json')
    const token = /"Bearer ([^"]+)"/.exec(text)?.[1] ?? ''
    const other = `${token.slice(0, -4)}AAAA`
    const { publicKey } = keyFrom(keys.hub)
    expect(signedBefore([text])(other, publicKey)).toBe(token)
    expect(signedBefore([text.replace(token, other)])(token, publicKey)).toBe(token)
  })
})

describe('a call of the vectors', () => {
  const hubKeys = readKeySet(JSON.stringify({ keys: [keys.hub] }))

  function show(call: CallVector, shared: { replayGuard: ReplayGuard; sealed: SealedTokenReader }) {
    const { headers, body, receivedAt } = call
    return verifyHubToken(headers['authorization']?.replace('Bearer ', ''), {
      ...{ ...shared, audience: agency, body: Buffer.from(body), seal: headers['sightline-call'] },
      keys: (kid) => Promise.resolve(hubKeys.get(kid) ?? null),
      now: new Date(receivedAt * 1000),
    })
  }

  it.each(calls.map((call) => [call.name, call] as const))('is judged so: %s', async (_, call) => {
    const shared = {
      replayGuard: new ReplayGuard(0),
      sealed: new SealedTokenReader(keyFrom(keys.agency)),
    }
    const before = calls.find(({ name }) => name === call.after)
    if (before) await show(before, shared)
    const shown = await show(call, shared).catch((error: unknown) => error)
    const { outcome } = call
    expect(shown).toMatchObject(
      outcome.accepted ? outcome.claims : { extensions: { reason: outcome.reason } },
    )
  })

  it('is refused more often than it is accepted, for each reason', () => {
    const refused = calls.filter(({ outcome }) => !outcome.accepted)
    expect(refused.length).toBeGreaterThan(calls.length / 2)
    const reasons = refused.map(({ outcome }) => (outcome.accepted ? null : outcome.reason))
    expect(new Set(reasons)).toEqual(
      new Set([
        ...['HUB_TOKEN_MISSING', 'HUB_TOKEN_INVALID', 'HUB_TOKEN_EXPIRED'],
        ...['WRONG_AUDIENCE', 'BODY_CHANGED', 'REPLAYED'],
      ]),
    )
  })
})

describe('the steps of a seal', () => {
  it('are those of the page, done by hand', () => {
    const steps = JSON.parse(read('call-seal.json')) as Readonly<Record<string, string>>
    const { tokenId = '', content = '', body = '' } = steps
    // As the agency does it: with its own private key and the hub's public one.
    const [own, hub] = [keyFrom(keys.agency), keyFrom(keys.hub)]
    const shared = diffieHellman({ privateKey: own.privateKey, publicKey: hub.publicKey })
    expect(shared.toString('hex')).toBe(steps['sharedSecretHex'])
    const info = 'sightline call seal'
    const key = Buffer.from(hkdfSync('sha256', shared, Buffer.from(tokenId), Buffer.from(info), 32))
    expect(key.toString('hex')).toBe(steps['sealKeyHex'])
    const bytes = Buffer.concat([Buffer.from(`${content}.`), Buffer.from(body)])
    const mac = createHmac('sha256', key).update(bytes).digest('base64url')
    expect(steps['header']).toBe(`${content}.${mac}`)
    expect(JSON.parse(Buffer.from(content, 'base64url').toString('utf8'))).toEqual(steps['details'])
  })
})
