import type { KeyObject } from 'node:crypto'
import { createHash, createPublicKey, sign, verify } from 'node:crypto'

import type { TreeHead } from './merkle'

/** What a gateway instance says, signed, about its log at one moment. */
export interface Checkpoint extends TreeHead {
  /** Name of the log: the gateway instance that writes it. */
  readonly log: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** Signs checkpoints; the private half never leaves the process. */
export interface LogSigner {
  /** Ed25519. */
  readonly privateKey: KeyObject
}

const originPrefix = 'sightline/disclosure-log/'
const keyName = 'sightline-disclosure-log'
/** Ed25519, as signed notes number their algorithms. */
const algorithm = Buffer.from([1])
const keyIdBytes = 4

/**
 * A checkpoint as a signed note: name of the log, size, root (base64), time, an empty line, signature.
 * @see https://c2sp.org/tlog-checkpoint
 * @see https://c2sp.org/signed-note
 */
export function signCheckpoint(checkpoint: Checkpoint, { privateKey }: LogSigner): string {
  const text = textOf(checkpoint)
  const keyId = keyIdOf(createPublicKey(privateKey))
  const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)])
  return `${text}\n— ${keyName} ${signature.toString('base64')}\n`
}

/** The checkpoint that this note states, or null unless this key signed exactly this note. */
export function openCheckpoint(note: string, publicKey: KeyObject): Checkpoint | null {
  const [text = '', signatureLine = ''] = splitNote(note)
  const checkpoint = readText(text)
  const signature = signatureOf(signatureLine, publicKey)
  if (!checkpoint || !signature || textOf(checkpoint) !== text) return null
  return verify(null, Buffer.from(text), publicKey, signature) ? checkpoint : null
}

/** What a note states, whoever signed it; null when it is none. */
export function readCheckpoint(note: string): Checkpoint | null {
  return readText(splitNote(note)[0] ?? '')
}

/** A public key in one line, as verifiers of signed notes take it. */
export function toVerifierKey(publicKey: KeyObject): string {
  const body = Buffer.concat([algorithm, rawOf(publicKey)]).toString('base64')
  return `${keyName}+${keyIdOf(publicKey).toString('hex')}+${body}`
}

/** The key of such a line; null for anything else. */
export function fromVerifierKey(line: string): KeyObject | null {
  const [name, id, ...rest] = line.trim().split('+')
  const body = Buffer.from(rest.join('+'), 'base64')
  if (name !== keyName || body.length !== 33 || body[0] !== algorithm[0]) return null
  const x = body.subarray(1).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return keyIdOf(key).toString('hex') === id ? key : null
}

function textOf({ log, size, root, at }: Checkpoint): string {
  return `${originPrefix}${log}\n${size}\n${root.toString('base64')}\n${at}\n`
}

function splitNote(note: string): readonly string[] {
  const end = note.indexOf('\n\n')
  return end < 0 ? [] : [note.slice(0, end + 1), note.slice(end + 2)]
}

function readText(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', at = ''] = text.split('\n')
  if (!origin.startsWith(originPrefix) || !/^\d{1,15}$/.test(size)) return null
  const log = origin.slice(originPrefix.length)
  return { log, size: Number(size), root: Buffer.from(root, 'base64'), at }
}

function signatureOf(line: string, publicKey: KeyObject): Buffer | null {
  const found = /^— (\S+) (\S+)\n$/.exec(line)
  if (found?.[1] !== keyName) return null
  const bytes = Buffer.from(found[2] ?? '', 'base64')
  const isOurs = bytes.subarray(0, keyIdBytes).equals(keyIdOf(publicKey))
  return isOurs ? bytes.subarray(keyIdBytes) : null
}

function keyIdOf(publicKey: KeyObject): Buffer {
  const named = Buffer.concat([Buffer.from(`${keyName}\n`), algorithm, rawOf(publicKey)])
  return createHash('sha256').update(named).digest().subarray(0, keyIdBytes)
}

/** The 32 bytes of an Ed25519 public key. */
function rawOf(publicKey: KeyObject): Buffer {
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
}
