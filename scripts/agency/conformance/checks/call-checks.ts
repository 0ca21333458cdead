import { signHubToken } from '../../../../common/tokens/hub-token'
import { ask, bearer, callTo, post } from '../ask'
import {
  claimsFor,
  makeStranger,
  signAnything,
  signedWithPublicKey,
  unsigned,
} from '../forged-tokens'
import { leastQuestion, person } from '../questions'
import { refusedAs } from '../refused'
import type { Check, Subject } from '../subject'

/** Gives the token of a call with this body; null: it has none. */
type TokenMaker = (subject: Subject, body: string) => string | null

/** Whom an agency answers. */
export const callChecks: readonly Check[] = [
  refuses('AC-07', 'a call without a token is refused', 'HUB_TOKEN_MISSING', () => null),
  refuses('AC-07', 'a text that is no token is refused', 'HUB_TOKEN_INVALID', () => 'no-token'),
  refuses(
    'AC-07',
    'a token that nobody signed is refused (alg none)',
    'HUB_TOKEN_INVALID',
    (subject, body) => unsigned(subject, claimsFor(subject, body)),
  ),
  refuses(
    'AC-07',
    "the hub's public key is not taken for a secret (HS256)",
    'HUB_TOKEN_INVALID',
    (subject, body) => signedWithPublicKey(subject, claimsFor(subject, body)),
  ),
  refuses(
    'AC-07',
    "a stranger's signature under the hub's key id is refused",
    'HUB_TOKEN_INVALID',
    (subject, body) =>
      signHubToken(callTo(subject), { body, key: { ...makeStranger(), kid: subject.hubKey.kid } }),
  ),
  refuses(
    'AC-07',
    'a key that the hub does not publish is refused',
    'HUB_TOKEN_INVALID',
    (subject, body) => signHubToken(callTo(subject), { body, key: makeStranger() }),
  ),
  refuses('AC-07', 'a token of another type is refused', 'HUB_TOKEN_INVALID', (subject, body) =>
    signAnything(subject, claimsFor(subject, body), { typ: 'JWT' }),
  ),
  refuses('AC-07', 'a token of another issuer is refused', 'HUB_TOKEN_INVALID', (subject, body) =>
    signAnything(subject, { ...claimsFor(subject, body), iss: 'another-hub' }),
  ),
  refuses('AC-07', 'a token without a purpose is refused', 'HUB_TOKEN_INVALID', (subject, body) =>
    signAnything(subject, { ...claimsFor(subject, body), purpose: undefined }),
  ),
  refuses('AC-07', 'a token for another agency is refused', 'WRONG_AUDIENCE', (subject, body) =>
    signHubToken(callTo(subject, { aud: 'another-agency' }), { body, key: subject.hubKey }),
  ),
  refuses('AC-08', 'a token for another body is refused', 'BODY_CHANGED', (subject) =>
    signHubToken(callTo(subject), { body: '{}', key: subject.hubKey }),
  ),
  refuses('AC-08', 'a space more in the body is noticed', 'BODY_CHANGED', (subject, body) =>
    signHubToken(callTo(subject), { body: `${body} `, key: subject.hubKey }),
  ),
  refuses('AC-11', 'an expired token is refused', 'HUB_TOKEN_EXPIRED', (subject, body) =>
    signHubToken(callTo(subject), { body, key: subject.hubKey, now: secondsFromNow(-60) }),
  ),
  refuses('AC-11', 'a token from the future is refused', 'HUB_TOKEN_INVALID', (subject, body) =>
    signHubToken(callTo(subject), { body, key: subject.hubKey, now: secondsFromNow(60) }),
  ),
  refuses(
    'AC-11',
    'a token that lives for an hour is refused',
    'HUB_TOKEN_INVALID',
    (subject, body) => {
      const claims = claimsFor(subject, body)
      return signAnything(subject, { ...claims, exp: Number(claims['iat']) + 3600 })
    },
  ),
  {
    point: 'AC-10',
    name: 'a call is answered once, and not again',
    async run(subject) {
      const body = leastBody(subject)
      const headers = { authorization: bearer(subject, body, callTo(subject)) }
      const first = await post(subject, body, headers)
      if (first.status !== 200) return `the first time it was answered with status ${first.status}`
      return refusedAs(await post(subject, body, headers), 'REPLAYED')
    },
  },
  {
    point: 'AC-12',
    name: 'without a token not even the name of a type is told',
    run: async (subject) =>
      refusedAs(await post(subject, '{"query":"{ __typename }"}', {}), 'HUB_TOKEN_MISSING'),
  },
  untold('introspection is not answered', '{ __schema { queryType { name } } }'),
  untold('a type is not described', '{ __type(name: "Person") { name } }'),
  untold('the schema is not served', '{ _service { sdl } }'),
]

function refuses(point: string, name: string, reason: string, tokenOf: TokenMaker): Check {
  return {
    point,
    name,
    async run(subject) {
      const body = leastBody(subject)
      const token = tokenOf(subject, body)
      const headers = token === null ? {} : { authorization: `Bearer ${token}` }
      return refusedAs(await post(subject, body, headers), reason)
    },
  }
}

function untold(name: string, query: string): Check {
  return {
    point: 'AC-12',
    name,
    async run(subject) {
      const { data } = await ask(subject, { query })
      const isTold = data !== null && Object.values(data).some((value) => value !== null)
      return isTold ? 'it was answered' : null
    },
  }
}

function leastBody(subject: Subject): string {
  return JSON.stringify(leastQuestion(subject, [person(subject, subject.references)]))
}

function secondsFromNow(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000)
}
