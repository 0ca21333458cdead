import { createHash, randomBytes } from 'node:crypto'

import MongoStore, { createWebCryptoAdapter } from 'connect-mongo'
import type { RequestHandler } from 'express'
import session from 'express-session'

import { readOrMakeKeyFile } from '../../common/keys/key-file'
import type { WebSettings } from '../config'

/** Who signed in, as the sign-in tells it. */
export interface SignedIn {
  readonly staffId: string
  readonly name: string
  readonly roles: readonly string[]
  /** Code of the organisation. */
  readonly homeAgency: string
  /** The person's own token, for the hub. */
  readonly token: string
  /** When the token ends, milliseconds since 1970. */
  readonly until: number
}

/** Why they ask, as the hub took it. */
export interface OpenPurpose {
  /** For the hub alone: never on a page. */
  readonly token: string
  readonly purpose: string
  readonly caseReference: string
  /** ISO 8601, UTC. */
  readonly expiresAt: string
}

/** A sign-in that a browser was sent to and has not come back from. */
export interface PendingSignIn {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

declare module 'express-session' {
  /** Nothing about a person who is looked up is ever put here. */
  interface SessionData {
    user: SignedIn
    purpose: OpenPurpose
    pending: PendingSignIn
  }
}

/** A session ends this long after it was last used, whatever its tokens say. */
const lifeSeconds = 8 * 60 * 60
const cookieName = 'sightline'

/** Sessions, and the store they are in. */
export interface Sessions {
  readonly handler: RequestHandler
  /** Resolves with true when the store answers. */
  readonly isThere: () => Promise<boolean>
  readonly close: () => void
}

/**
 * Sessions in the store, sealed with the key in `<data folder>/keys/web-sessions`: processes that have the
 * same key and store share them. The store holds no id that a browser could send.
 */
export function openSessions(settings: WebSettings): Sessions {
  const key = readOrMakeKeyFile(settings.dataFolder, 'web-sessions', () =>
    randomBytes(32).toString('base64'),
  )
  const store = MongoStore.create({
    mongoUrl: settings.mongodbUri,
    dbName: 'sightline_web',
    collectionName: 'sessions',
    ttl: lifeSeconds,
    autoRemove: 'interval',
    autoRemoveInterval: 10,
    transformId: (id) => createHash('sha256').update(id).digest('base64url'),
    // The key is random already: there is nothing to stretch.
    cryptoAdapter: createWebCryptoAdapter({ secret: Buffer.from(key, 'base64'), iterations: 1 }),
  })
  const handler = session({
    name: cookieName,
    secret: key,
    store,
    resave: false,
    saveUninitialized: false,
    proxy: isHttps(settings),
    cookie: { httpOnly: true, secure: isHttps(settings), sameSite: 'lax', path: '/' },
  })
  const isThere = async () => {
    const collection = await store.collectionP
    await collection.findOne({ _id: 'none' })
    return true
  }
  return { handler, isThere, close: () => void store.close() }
}

/** Production is always https: its settings are refused otherwise. */
function isHttps({ publicUrl }: WebSettings): boolean {
  return publicUrl.startsWith('https://')
}
