import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto'

import { concatKdf, openSealedSecret, sealSecret } from '../../../common/keys/sealed-secret'

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const own = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'agency-1' }
const secret = Buffer.from('made-up secret of thirty-two by.')

/** RFC 7518 appendix C. */
const alice = {
  ...{ kty: 'EC', crv: 'P-256', x: 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0' },
  ...{ y: 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps' },
  d: '0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo',
}
const bob = {
  ...{ kty: 'EC', crv: 'P-256', x: 'weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ' },
  ...{ y: 'e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck' },
}

describe('a secret that is sealed to a key', () => {
  it('is opened by the holder of the key', () => {
    expect(openSealedSecret(sealSecret(secret, own), pair.privateKey)).toEqual(secret)
  })

  it('is derived as the standard derives it', () => {
    const shared = diffieHellman({
      privateKey: createPrivateKey({ key: alice, format: 'jwk' }),
      publicKey: createPublicKey({ key: bob, format: 'jwk' }),
    })
    const key = concatKdf(shared, 'A128GCM', 16, { apu: 'Alice', apv: 'Bob' })
    expect(key.toString('base64url')).toBe('VqqN6vgjbSBcIijNcacQGg')
  })

  it('says what it is, so that others can open it, and nothing of the secret', () => {
    const text = sealSecret(secret, own)
    const [header = '', ...parts] = text.split('.')
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({
      ...{ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'agency-1' },
      epk: { kty: 'EC', crv: 'P-256' },
    })
    expect(parts).toHaveLength(4)
    expect(Buffer.from(text, 'base64url').includes(secret)).toBe(false)
  })

  it('is different each time', () => {
    expect(sealSecret(secret, own)).not.toBe(sealSecret(secret, own))
  })

  it('is opened by nobody else', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    expect(() => openSealedSecret(sealSecret(secret, own), other)).toThrow('not sealed to this key')
  })

  it.each([0, 2, 3, 4])('is not opened when part %d was changed', (index) => {
    const parts = sealSecret(secret, own).split('.')
    const bytes = Buffer.from(parts[index] ?? '', 'base64url')
    bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 1
    parts[index] = bytes.toString('base64url')
    expect(() => openSealedSecret(parts.join('.'), pair.privateKey)).toThrow('has been changed')
  })

  it('is not opened with a shorter tag', () => {
    const parts = sealSecret(secret, own).split('.')
    parts[4] = Buffer.from(parts[4] ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url')
    expect(() => openSealedSecret(parts.join('.'), pair.privateKey)).toThrow('has been changed')
  })

  it.each(['', 'a.b.c', '....', `${Buffer.from('{"alg":"dir"}').toString('base64url')}....`])(
    'is not %j',
    (text) => {
      expect(() => openSealedSecret(text, pair.privateKey)).toThrow('not sealed to this key')
    },
  )
})
