import type { KeyObject } from 'node:crypto'
import { verify } from 'node:crypto'

const compactJws = /[\w-]+\.[\w-]+\.[\w-]{86}(?![\w-])/g

/** Gives a token the signature it had before. */
export type KeepSignature = (token: string, publicKey: KeyObject) => string

/**
 * An ECDSA signature is another one each time. A token that says what it said before keeps the signature
 * that stands in the files, so that files change only when something in them does.
 * @param texts the files as they are
 */
export function signedBefore(texts: readonly string[]): KeepSignature {
  const known = new Map<string, string[]>()
  for (const token of texts.flatMap((text) => text.match(compactJws) ?? [])) {
    const content = contentOf(token)
    known.set(content, [...(known.get(content) ?? []), token])
  }
  return (token, publicKey) =>
    known.get(contentOf(token))?.find((before) => isSignedWith(before, publicKey)) ?? token
}

function isSignedWith(token: string, key: KeyObject): boolean {
  const signature = Buffer.from(token.slice(token.lastIndexOf('.') + 1), 'base64url')
  const content = Buffer.from(contentOf(token))
  return verify('sha256', content, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

function contentOf(token: string): string {
  return token.slice(0, token.lastIndexOf('.'))
}
