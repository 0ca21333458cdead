/** AC-07 to AC-11: who may ask. Nothing here is needed but Node's own crypto. */
import {
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  timingSafeEqual,
  verify,
} from 'node:crypto'

const skew = 5
const callLife = 30
const texts = ['sub', 'homeAgency', 'purpose', 'enquiryId', 'caseReference', 'jti']

/** A call that is not the hub's. */
export class Refusal extends Error {
  constructor(reason, status = 401, code = 'UNAUTHENTICATED') {
    super('This agency answers only calls that the hub has made for it.')
    Object.assign(this, { reason, status, code })
  }
}

/** Checks calls to one agency. `findHubKey(kid)` gives a JSON Web Key or null. */
export function createCallCheck({ code, privateKey, findHubKey }) {
  const seen = new Map()
  const startedAt = now()
  return async (authorization, seal, body) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
    if (!token) throw new Refusal('HUB_TOKEN_MISSING')
    const { claims, isSealed, hubKey } = await readToken(token, findHubKey)
    checkToken(claims, isSealed ? 60 : callLife)
    if (claims.aud !== code) throw new Refusal('WRONG_AUDIENCE')
    const call = isSealed
      ? openSeal(claims, seal ?? '', body, { privateKey, publicKey: hubKey })
      : { ...claims, id: claims.jti }
    if (!isSealed && claims.bodyHash !== createHash('sha256').update(body).digest('base64url'))
      throw new Refusal('BODY_CHANGED')
    acceptOnce(seen, call, startedAt)
    return call
  }
}

async function readToken(token, findHubKey) {
  const [head, payload, signature, ...rest] = token.split('.')
  const header = parse(head)
  const isSealed = header?.typ === 'sightline-hub-enquiry+jwt'
  const isKnown = isSealed || header?.typ === 'sightline-hub+jwt'
  if (!isKnown || header.alg !== 'ES256' || !signature || rest.length > 0) throw invalid()
  const jwk = await findHubKey(header.kid)
  if (!jwk) throw invalid()
  const hubKey = createPublicKey({ key: jwk, format: 'jwk' })
  const content = Buffer.from(`${head}.${payload}`)
  const key = { key: hubKey, dsaEncoding: 'ieee-p1363' }
  const claims = parse(payload)
  if (!verify('sha256', content, key, Buffer.from(signature, 'base64url')) || !claims)
    throw invalid()
  return { claims, isSealed, hubKey }
}

function checkToken(claims, life) {
  const { iss, roles, iat, exp, onBehalfOf = '', stated = [] } = claims
  const isWhole =
    iss === 'sightline-hub' &&
    texts.every((name) => typeof claims[name] === 'string') &&
    [roles, stated].every((list) => Array.isArray(list) && list.every((one) => isText(one))) &&
    [iat, exp].every(Number.isInteger) &&
    isText(onBehalfOf)
  if (!isWhole) throw invalid()
  if (now() >= exp + skew) throw new Refusal('HUB_TOKEN_EXPIRED')
  if (exp - iat > life || iat > now() + skew) throw invalid()
}

/** AC-09. */
function openSeal(claims, seal, body, pair) {
  const [content, mac, ...rest] = seal.length > 4096 ? [] : seal.split('.')
  if (!content || !mac || rest.length > 0) throw new Refusal('BODY_CHANGED')
  const key = hkdfSync('sha256', diffieHellman(pair), claims.jti, 'sightline call seal', 32)
  const expected = createHmac('sha256', Buffer.from(key))
    .update(`${content}.`)
    .update(body)
    .digest()
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new Refusal('BODY_CHANGED')
  const { requestId, legalPower, at, nonce } = parse(content) ?? {}
  if (![requestId, legalPower, nonce].every(isText) || !Number.isInteger(at)) throw invalid()
  if (at + callLife + skew < now()) throw new Refusal('HUB_TOKEN_EXPIRED')
  if (at > now() + skew || at + skew < claims.iat) throw invalid()
  const id = `${claims.jti} ${nonce}`
  return { ...claims, requestId, legalPower, iat: at, exp: at + callLife, id }
}

/** AC-10. */
function acceptOnce(seen, { id, iat, exp }, startedAt) {
  for (const [known, deadAfter] of seen) if (deadAfter < now()) seen.delete(known)
  if (iat < startedAt || seen.has(id)) throw new Refusal('REPLAYED')
  if (seen.size >= 100_000) throw new Refusal('TOO_MANY_CALLS', 429, 'RATE_LIMITED')
  seen.set(id, exp + skew)
}

function invalid() {
  return new Refusal('HUB_TOKEN_INVALID')
}

function isText(value) {
  return typeof value === 'string'
}

function parse(part) {
  try {
    const value = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'))
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

function now() {
  return Math.floor(Date.now() / 1000)
}
