import { generateKeyPairSync } from 'node:crypto'

import { publicKeySet } from '../../../common/keys/keys'
import { AgencyKeys } from '../../../gateway/calls/agency-keys'
import { makeSigningKey } from '../../helpers/signed-call'

const agencyKey = makeSigningKey()

describe('the keys of agencies', () => {
  let nowMs = 0
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const open = (fetchText: (url: string) => Promise<string>) =>
    new AgencyKeys({
      urlOf: (service) => (service === 'nobody' ? null : `http://${service}/keys`),
      nowMs: () => nowMs,
      fetchText,
    })
  beforeEach(() => (nowMs = 0))

  it('are asked for meanwhile: nobody waits', async () => {
    const keys = open(() => Promise.resolve(JSON.stringify(publicKeySet([agencyKey]))))
    expect(keys.find('homes')).toBeNull()
    await settle()
    expect(keys.find('homes')?.kid).toBe(agencyKey.kid)
    expect(keys.find('nobody')).toBeNull()
  })

  it('are asked for again, and kept while the agency is away', async () => {
    let answer = () => Promise.resolve(JSON.stringify(publicKeySet([agencyKey])))
    const fetchText = jest.fn(() => answer())
    const keys = open(fetchText)
    keys.find('homes')
    await settle()
    nowMs = 9000
    keys.find('homes')
    expect(fetchText).toHaveBeenCalledTimes(1)
    answer = () => Promise.reject(new Error('away'))
    nowMs = 11_000
    expect(keys.find('homes')?.kid).toBe(agencyKey.kid)
    await settle()
    expect(keys.find('homes')?.kid).toBe(agencyKey.kid)
    answer = () => Promise.resolve('{"keys": []}')
    nowMs = 22_000
    keys.find('homes')
    await settle()
    expect(keys.find('homes')).toBeNull()
  })

  it('are the first on an elliptic curve: no other seals a call', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    const keys = [
      { ...rsa.export({ format: 'jwk' }), kid: 'rsa' },
      ...publicKeySet([agencyKey, makeSigningKey()]).keys,
    ]
    const agencies = open(() => Promise.resolve(JSON.stringify({ keys })))
    agencies.find('homes')
    await settle()
    expect(agencies.find('homes')?.kid).toBe(agencyKey.kid)
  })

  it.each(['', 'null', '{"keys": [{"kty": "EC", "crv": "P-256"}]}'])(
    'are none in %j',
    async (text) => {
      const keys = open(() => Promise.resolve(text))
      keys.find('homes')
      await settle()
      expect(keys.find('homes')).toBeNull()
    },
  )

  it('are those that are pinned, whatever is published: nobody is asked', () => {
    const pinned = makeSigningKey()
    const fetchText = jest.fn(() => Promise.resolve('{"keys": []}'))
    const keys = new AgencyKeys({
      urlOf: (service) => `http://${service}/keys`,
      pinnedOf: (service) => (service === 'outside' ? new Map([['p', pinned.publicKey]]) : null),
      nowMs: () => nowMs,
      fetchText,
    })
    expect(keys.find('outside')).toMatchObject({ kid: 'p', publicKey: pinned.publicKey })
    expect(fetchText).not.toHaveBeenCalled()
    keys.find('homes')
    expect(fetchText).toHaveBeenCalledTimes(1)
  })
})
