import type { PinnedKey } from '../../../common/external-agency'
import { publicKeySet } from '../../../common/keys/keys'
import { findPinned, pinnedKeySet } from '../../../common/keys/pinned-keys'
import { makeSigningKey } from '../../helpers/signed-call'

const [newest, before, stranger] = [makeSigningKey(), makeSigningKey(), makeSigningKey()]
const pinned: readonly PinnedKey[] = publicKeySet([newest, before]).keys

describe('the pinned keys of an agency outside', () => {
  it('are found by their ids, and no other key is', async () => {
    const find = findPinned(pinned)
    expect((await find(before.kid))?.equals(before.publicKey)).toBe(true)
    await expect(find(stranger.kid)).resolves.toBeNull()
  })

  it('keep their order: calls are sealed to the first', () => {
    expect([...pinnedKeySet(pinned).keys()]).toEqual([newest.kid, before.kid])
  })
})
