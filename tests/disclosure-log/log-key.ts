import { generateKeyPairSync } from 'node:crypto'

/** A key for checkpoints, made for one test. */
export function makeLogKey() {
  return generateKeyPairSync('ed25519')
}
