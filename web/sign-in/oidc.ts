import * as oidc from 'openid-client'

import type { PendingSignIn, SignedIn } from '../http/session'
import type { SignInSettings } from '../config'

/** The sign-in cannot be reached, or did not answer as one. */
export class SignInUnavailableError extends Error {
  constructor(cause: unknown) {
    super('The sign-in does not answer', { cause })
    this.name = 'SignInUnavailableError'
  }
}

/** What came back is no sign-in of this session, or says too little about who it is. */
export class SignInRefusedError extends Error {
  constructor(cause: unknown) {
    super('The sign-in was not completed', { cause })
    this.name = 'SignInRefusedError'
  }
}

const scope = 'openid hub'
const timeoutSeconds = 10

/**
 * Sign-in by authorization code with PKCE.
 * @see RFC 7636, OpenID Connect Core 3.1
 */
export class SignIn {
  readonly #settings: SignInSettings
  readonly #redirectUri: string
  #known: Promise<oidc.Configuration> | null = null

  constructor(settings: SignInSettings, publicUrl: string) {
    this.#settings = settings
    this.#redirectUri = `${publicUrl}/signed-in`
  }

  /**
   * Where to send a browser, and what to keep of it until it comes back.
   * @throws SignInUnavailableError
   */
  async begin(): Promise<{ readonly url: string; readonly pending: PendingSignIn }> {
    const configuration = await this.#configuration()
    const pending = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
    }
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope,
      // Whoever sits down next must not become whoever sat here before.
      prompt: 'login',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
    })
    return { url: this.#forBrowsers(url), pending }
  }

  /**
   * Who has signed in, when a browser comes back with this query.
   * @throws SignInRefusedError
   */
  async complete(query: string, pending: PendingSignIn): Promise<SignedIn> {
    const configuration = await this.#configuration()
    try {
      const tokens = await oidc.authorizationCodeGrant(
        configuration,
        new URL(`${this.#redirectUri}${query}`),
        {
          pkceCodeVerifier: pending.codeVerifier,
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          idTokenExpected: true,
        },
      )
      return readUser(tokens)
    } catch (cause) {
      throw new SignInRefusedError(cause)
    }
  }

  async #configuration(): Promise<oidc.Configuration> {
    this.#known ??= this.#discover()
    try {
      return await this.#known
    } catch (cause) {
      this.#known = null
      throw new SignInUnavailableError(cause)
    }
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    const authentication = clientSecret === null ? oidc.None() : oidc.ClientSecretPost(clientSecret)
    // Only the demonstration has a sign-in without https: where it is, its settings say.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const execute = issuer.startsWith('http://') ? [oidc.allowInsecureRequests] : []
    return oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
      execute,
      timeout: timeoutSeconds,
    })
  }

  #forBrowsers(url: URL): string {
    const { issuer, browserUrl } = this.#settings
    return url.href.startsWith(issuer) ? browserUrl + url.href.slice(issuer.length) : url.href
  }
}

function readUser(tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>): SignedIn {
  const claims: Readonly<Record<string, unknown>> = tokens.claims() ?? {}
  const { sub, roles, home_agency: homeAgency, name } = claims
  if (typeof sub !== 'string' || typeof homeAgency !== 'string' || !isTexts(roles))
    throw new Error('The ID token lacks sub, roles or home_agency')
  const expiresIn = tokens.expires_in ?? 300
  return {
    staffId: sub,
    name: typeof name === 'string' && name.trim() !== '' ? name.slice(0, 100) : sub,
    roles,
    homeAgency,
    token: tokens.access_token,
    until: Date.now() + expiresIn * 1000,
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
