import { openLinkKey } from '../../common/registration/link-tokens'
import { openNameKey } from '../../common/registration/name-key'

/**
 * Makes the keys that agencies share, or checks those that are there, before any process needs them: two that
 * made different ones would never find each other's people.
 * @throws Error that names the key file that is none
 */
export function preparePartnershipKeys(dataFolder: string): void {
  openLinkKey(dataFolder)
  openNameKey(dataFolder)
}
