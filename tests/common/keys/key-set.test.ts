import type { KeyObject } from 'node:crypto'
import { generateKeyPairSync } from 'node:crypto'

import { readKeySet } from '../../../common/keys/key-set'

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).publicKey
const jwkOf = (key: KeyObject, changes: object = {}) => ({
  ...key.export({ format: 'jwk' }),
  kid: 'k',
  ...changes,
})
const read = (...keys: readonly unknown[]) => readKeySet(JSON.stringify({ keys }))

const [pair, other, strong] = [ec('P-256'), ec('P-256'), rsa(2048)]
const good = jwkOf(pair.publicKey)

describe('a published key set', () => {
  it.each<[string, object, KeyObject]>([
    ['on P-256', good, pair.publicKey],
    ['of RSA with 2048 bits', jwkOf(strong), strong],
    ['for ES256', { ...good, alg: 'ES256', use: 'sig', extra: [[]] }, pair.publicKey],
    ['for RS256', jwkOf(strong, { alg: 'RS256' }), strong],
    ['with its private half, which is left out', jwkOf(pair.privateKey), pair.publicKey],
  ])('has a key %s', (_what, jwk, key) => {
    expect(read(jwk).get('k')?.equals(key)).toBe(true)
  })

  it.each<[string, unknown]>([
    ['on another curve', jwkOf(ec('P-384').publicKey)],
    ['of RSA with 1024 bits', jwkOf(rsa(1024))],
    ['of RSA with 16,384 bits', { kty: 'RSA', kid: 'k', e: 'AQAB', n: '_'.repeat(2731) }],
    ['of another kind', jwkOf(generateKeyPairSync('ed25519').publicKey)],
    ['that is secret', { kty: 'oct', kid: 'k', k: 'c2VjcmV0' }],
    ['that every object has', { ...good, kty: 'constructor' }],
    ['for encryption', { ...good, use: 'enc' }],
    ['for another algorithm', { ...good, alg: 'none' }],
    ['for the algorithm of another kind', { ...good, alg: 'RS256' }],
    ['without an id', { ...good, kid: undefined }],
    ['with a number for an id', { ...good, kid: 1 }],
    ['with an endless id', { ...good, kid: 'k'.repeat(201) }],
    ['without a part', { ...good, x: undefined }],
    ['with a list for a part', { ...good, x: [good.x] }],
    ['off its curve', { ...good, x: 'AQ', y: 'Ag' }],
    ['that is null', null],
    ['that is a list', [good]],
    ['that is a text', 'k'],
  ])('passes over a key %s', (_what, jwk) => {
    expect([...read(jwk, { ...good, kid: 'sound' }).keys()]).toEqual(['sound'])
  })

  it('has the first of two keys with one id', () => {
    const set = read({ ...good, x: 'AQ' }, good, jwkOf(other.publicKey))
    expect(set.size).toBe(1)
    expect(set.get('k')?.equals(pair.publicKey)).toBe(true)
  })

  it('is read as far as its fiftieth key', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ ...good, kid: String(index) }))
    const set = read(...many)
    expect(set.size).toBe(50)
    expect([set.has('49'), set.has('50')]).toEqual([true, false])
    expect(read(...many.slice(0, 50).map(() => null), good).size).toBe(0)
  })

  it('may be empty', () => {
    expect(read().size).toBe(0)
  })

  it.each(['', 'keys', 'null', '[]', '{}', '{"keys": {}}', '{"keys": "k"}', '['.repeat(60_000)])(
    'is not one: %#',
    (text) => {
      expect(() => readKeySet(text)).toThrow()
    },
  )
})
