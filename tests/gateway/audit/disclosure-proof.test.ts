import type { ProvenAnswer } from '../../../disclosure-log/disclosure-log'
import { fromVerifierKey, toVerifierKey } from '../../../disclosure-log/checkpoint'
import { checkProof, proveEntry } from '../../../disclosure-log/proof'
import { readProof } from '../../../disclosure-log/read-proof'
import { entryFor } from '../../disclosure-log/entries'
import { makeLeaves, makeLog } from '../../disclosure-log/exported'
import { makeLogKey } from '../../disclosure-log/log-key'
import { RealHub } from '../real-hub'

const { privateKey, publicKey } = makeLogKey()
const proof = proveEntry(makeLog(makeLeaves(9), [9], privateKey), 4, publicKey)
const proven: ProvenAnswer = {
  ...{ log: 'gateway-1', index: 4, entry: entryFor('r4') },
  ...{ proof, holds: true, key: toVerifierKey(publicKey) },
}
const query = `query ($log: ID!, $index: Int!) { disclosureProof(log: $log, index: $index) {
  holds size signedAt root steps key document disclosure { log index requestId staffId people } } }`

describe('the proof of an entry, asked through the hub', () => {
  const hub = new RealHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.proven = [proven]
    hub.mendLog()
  })

  const ask = async (log: string, index: number, role = 'dpo', purpose = 'AUDIT') =>
    hub.send(query, { log, index }, await hub.enquire(role, purpose))

  it('gives the entry, what was signed, and what anybody can check without the hub', async () => {
    const { data, errors } = await ask('gateway-1', 4)
    expect(errors).toBeUndefined()
    const told = data?.['disclosureProof'] as Record<string, string>
    expect(told).toMatchObject({
      ...{ holds: true, size: 9, signedAt: '2025-03-01T12:00:00.000Z', steps: proof.proof },
      disclosure: { log: 'gateway-1', index: 4, requestId: 'r4', staffId: 'staff-1' },
    })
    const [read, key] = [readProof(told['document'] ?? ''), fromVerifierKey(told['key'] ?? '')]
    expect(read && key && checkProof(read, key)).toBe(true)
    expect(told['root']).toBe(proof.checkpoint.split('\n')[2])
  })

  it('is written down like any other question', async () => {
    await ask('gateway-1', 4)
    expect(hub.entries.at(-1)).toMatchObject({
      ...{ staffId: 'staff-of-dpo', purpose: 'AUDIT' },
      sources: [{ disclosed: expect.arrayContaining(['Query.disclosureProof']) as [] }],
    })
  })

  it('says that it does not hold, and that nothing is signed yet', async () => {
    hub.proven = [
      { ...proven, holds: false },
      { ...proven, index: 5, proof: null, holds: null },
    ]
    expect((await ask('gateway-1', 4)).data).toMatchObject({ disclosureProof: { holds: false } })
    expect((await ask('gateway-1', 5)).data).toMatchObject({
      disclosureProof: { holds: null, document: null, size: null, disclosure: { requestId: 'r4' } },
    })
  })

  it.each([
    ['gateway-1', 99],
    ['gateway-9', 4],
    ['gateway-1', -1],
  ])('is null for %s, entry %s', async (log, index) => {
    const { data, errors } = await ask(log, index)
    expect(errors).toBeUndefined()
    expect(data).toEqual({ disclosureProof: null })
  })

  it.each([
    ['mash.analyst', 'ADULT_SAFEGUARDING'],
    ['mash.manager', 'VITAL_INTERESTS'],
    ['police.officer', 'CRIME_PREVENTION'],
    ['housing.officer', 'ADULT_SAFEGUARDING'],
  ])('is closed to %s for %s', async (role, purpose) => {
    const { data, errors } = await ask('gateway-1', 4, role, purpose)
    expect(data).toEqual({ disclosureProof: null })
    expect(errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }])
  })

  it('says that the log cannot be read', async () => {
    const headers = await hub.enquire('dpo', 'AUDIT')
    hub.breakLog()
    const { text, errors } = await hub.send(query, { log: 'gateway-1', index: 4 }, headers)
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'LOG_UNAVAILABLE' } })
    expect(text).not.toMatch(/db\.internal|"r4"/)
  })
})
