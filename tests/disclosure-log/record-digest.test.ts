import { createHash, createHmac } from 'node:crypto'

import { hashRecord, recordKeyOf, recordNamesOf } from '../../disclosure-log/record-digest'

const [newest, earlier] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]

describe('the name of a record in the log', () => {
  const key = recordKeyOf(newest)
  const name = hashRecord(key, 'northshire-police', 'NOM-1')

  it('is the id of a key and an HMAC with it', () => {
    const digest = createHmac('sha256', newest)
      .update('["northshire-police","NOM-1"]')
      .digest('hex')
    expect(name).toBe(`${key.id}:${digest}`)
    expect(key.id).toMatch(/^[\da-f]{8}$/)
  })

  it('is not found by trying references without the key', () => {
    const tried = createHash('sha256').update('["northshire-police","NOM-1"]').digest('hex')
    expect(name).not.toContain(tried)
    expect(hashRecord(recordKeyOf(earlier), 'northshire-police', 'NOM-1')).not.toBe(name)
  })

  it('tells agencies and references apart', () => {
    const names = [
      ['a', 'bc'],
      ['ab', 'c'],
      ['a","b', 'c'],
    ].map(([agency = '', reference = '']) => hashRecord(key, agency, reference))
    expect(new Set(names).size).toBe(3)
  })

  it('is the newest key’s, and the earlier ones’ are known too', () => {
    const namesOf = recordNamesOf([newest, earlier])
    expect(namesOf('a', 'r')).toEqual(
      [newest, earlier].map((secret) => hashRecord(recordKeyOf(secret), 'a', 'r')),
    )
  })

  it('gives nothing of the key away in its id', () => {
    expect(newest.toString('hex')).not.toContain(key.id)
  })
})
