import { openSecret } from './link-tokens'

/** Name of the key file, in `<data folder>/keys`. */
export const nameKeyFile = 'name-tokens'

/**
 * Opens the partnership's key under which names, dates and places become tokens. Agencies have it, and the
 * service that makes the tokens of a search; the person index, the gateway and the workspace never do.
 * @throws Error that names the key when its file holds something else
 */
export function openNameKey(dataFolder: string): Buffer {
  return openSecret(dataFolder, nameKeyFile)
}
