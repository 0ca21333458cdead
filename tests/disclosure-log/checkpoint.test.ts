import { createHash } from 'node:crypto'

import {
  fromVerifierKey,
  openCheckpoint,
  signCheckpoint,
  toVerifierKey,
} from '../../disclosure-log/checkpoint'
import { hashLeaf } from '../../disclosure-log/merkle'
import { makeLogKey } from './log-key'

const { privateKey, publicKey } = makeLogKey()
const checkpoint = {
  log: 'gateway-1',
  size: 42,
  root: hashLeaf('root'),
  at: '2025-03-01T12:00:00.000Z',
}
const note = signCheckpoint(checkpoint, { privateKey })
const lines = note.split('\n')

describe('a checkpoint', () => {
  it('is a signed note that others can read', () => {
    expect(lines.slice(0, 5)).toEqual([
      'sightline/disclosure-log/gateway-1',
      '42',
      checkpoint.root.toString('base64'),
      '2025-03-01T12:00:00.000Z',
      '',
    ])
    expect(lines[5]).toMatch(/^— sightline-disclosure-log [A-Za-z0-9+/]{91}=$/)
    expect(lines).toHaveLength(7)
  })

  it('says what was signed', () => {
    expect(openCheckpoint(note, publicKey)).toEqual(checkpoint)
  })

  it.each<[string, string]>([
    ['another size', note.replace('\n42\n', '\n43\n')],
    ['another log', note.replace('gateway-1', 'gateway-2')],
    ['another root', note.replace(lines[2] ?? '', hashLeaf('other').toString('base64'))],
    ['another time', note.replace('12:00', '12:01')],
    ['one line more', note.replace('\n\n', '\nmore\n\n')],
    ['a size that is no number', note.replace('\n42\n', '\n4x\n')],
    ['another origin', note.replace('sightline/', 'other/')],
    ['another name beside the signature', note.replace('— sightline', '— other')],
    ['no signature', lines.slice(0, 5).join('\n')],
    ['another signature', note.replace(/(.{20})=\n$/, `${'A'.repeat(20)}=\n`)],
    ['text after the signature', `${note}more\n`],
    ['nothing', ''],
  ])('is not one with %s', (_what, forged) => {
    expect(forged).not.toBe(note)
    expect(openCheckpoint(forged, publicKey)).toBeNull()
  })

  it('is not one for another key', () => {
    expect(openCheckpoint(note, makeLogKey().publicKey)).toBeNull()
  })
})

describe('a verifier key', () => {
  const line = toVerifierKey(publicKey)

  it('is the line that verifiers of signed notes take', () => {
    const [name = '', id] = line.split('+')
    const bytes = Buffer.from(line.slice(`${name}+${id}+`.length), 'base64')
    const named = Buffer.concat([Buffer.from(`${name}\n`), bytes])
    expect(id).toBe(createHash('sha256').update(named).digest('hex').slice(0, 8))
    expect([bytes.length, bytes[0]]).toEqual([33, 1])
  })

  it('gives the key back', () => {
    const key = fromVerifierKey(`${line}\n`)
    expect(key && openCheckpoint(note, key)).toEqual(checkpoint)
  })

  it.each([
    '',
    'x',
    line.replace('sightline', 'other'),
    line.slice(0, -8),
    line.replace(/\+\w{8}\+/, '+00000000+'),
  ])('is not one when it reads %s', (text) => {
    expect(fromVerifierKey(text)).toBeNull()
  })
})
