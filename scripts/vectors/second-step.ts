import { describedRecord } from '../../common/likeness/described-person'
import { filtersOf } from '../../common/second-step/filters'
import { writeAnswers } from '../../common/second-step/messages'
import { publicNodeKey } from '../../common/second-step/node-key'
import { pairKeys } from '../../common/second-step/pair-keys'
import { madeUpNodeKeys } from './made-up-keys'

const id = '1764331200.7a1c2d3e-0000-4000-8000-000000000001'

/** What an agency encodes of a record for one pair in doubt. */
export function secondStepVectors() {
  const [own, other] = [madeUpNodeKeys('the agency'), madeUpNodeKeys('another agency')]
  const keyOf = pairKeys(own.privateKey, other.publicKey)
  const record = describedRecord({
    names: [{ forenames: 'Victor', surname: 'Ashdown' }],
    datesOfBirth: ['1957-03-11'],
    postcodes: ['ZY1 4AB'],
    identifiers: [{ type: 'NHS_NUMBER', value: '999 000 0018' }],
  })
  return {
    note: 'Private keys that everybody knows: for these vectors only. Never trust them.',
    own: own.privateKey.export({ format: 'jwk' }),
    other: publicNodeKey(other.publicKey),
    job: { id, with: 'another-agency', refs: ['EX-0001', 'EX-0009'] },
    pairKeysHex: [0, 1].map((pair) => Buffer.from(keyOf({ job: id, pair })).toString('hex')),
    record,
    body: writeAnswers([
      { job: id, records: [filtersOf(record, keyOf({ job: id, pair: 0 })), null] },
    ]),
  }
}
