import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

import type { PinnedKey } from '../../../common/external-agency'
import type { SigningKey } from '../../../common/keys/keys'
import { identifierToken, openLinkKey } from '../../../common/registration/link-tokens'
import { registrationsPath } from '../../../common/registration/registration'
import { postToIndex } from '../../../subgraphs/kit/index/index-client'

/** Victor Ashdown, who is in the made-up case. */
export const standInNumber = '999 000 0018'

export interface StandIn {
  readonly agency: string
  /** One of the agency's made-up people. */
  readonly reference: string
  readonly keyFile: string
  /** As the register has them. */
  readonly keys: readonly PinnedKey[]
  /** Of the hub. */
  readonly dataFolder: string
  readonly personIndexUrl: string
}

/**
 * Registers one of an agency's made-up people as somebody of the made-up case, as the agency would.
 * @throws Error when the key is not the agency's, or the index does not take it
 */
export async function registerStandIn(standIn: StandIn): Promise<void> {
  const { agency, reference, dataFolder, personIndexUrl } = standIn
  const signingKey = signingKeyOf(standIn)
  const token = identifierToken(openLinkKey(dataFolder), 'NHS_NUMBER', standInNumber)
  const person = { ref: reference, tokens: [{ type: 'NHS_NUMBER', token }], addresses: [] }
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await postToIndex(registrationsPath, [person], {
      ...{ agency, personIndexUrl, signingKey },
    })
    if (!answer.isPutOff) return
    await sleep(answer.retryAfterSeconds * 1000)
  }
  throw new Error(`the person index does not take ${reference} now`)
}

/** The key under the name that the register has for it. */
function signingKeyOf({ keyFile, keys }: StandIn): SigningKey {
  const privateKey = readPrivateKey(keyFile)
  const publicKey = createPublicKey(privateKey)
  const { x, y } = publicKey.export({ format: 'jwk' })
  const pinned = keys.find((key) => key.x === x && key.y === y)
  if (pinned) return { kid: pinned.kid, privateKey, publicKey }
  throw new Error(`${keyFile} is not the key that the subgraph publishes at /.well-known/jwks.json`)
}

function readPrivateKey(file: string) {
  try {
    return createPrivateKey(readFileSync(file))
  } catch (cause) {
    throw new Error(`${file}: expected a private key in PEM`, { cause })
  }
}
