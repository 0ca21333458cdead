import { Binary, deserialize, Int32, serialize } from 'bson'
import fc from 'fast-check'
import {
  maxMessageBytes,
  MessageSplitter,
  ProtocolError,
  readCommand,
  readHeader,
  writeReply,
} from '../../../embedded/store/frames'
import { damagedMessages, message, query, section, sequence } from './helpers/wire'

describe('a stream of bytes', () => {
  const messages = [
    message({ ping: 1 }),
    message({ find: 'people', filter: {} }),
    query({ hello: 1 }),
  ]

  it('is cut into the same messages, wherever its chunks end', () => {
    const all = Buffer.concat(messages)
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: all.length }), { maxLength: 20 })
    fc.assert(
      fc.property(cuts, (places) => {
        const splitter = new MessageSplitter()
        const ends = [...places.toSorted((a, b) => a - b), all.length]
        const found = ends.flatMap((end, i) => splitter.push(all.subarray(ends[i - 1] ?? 0, end)))
        expect(found).toEqual(messages)
      }),
    )
  })

  it.each([
    ['no length', 0],
    ['a length of nothing but a header', 16],
    ['a negative length', -1],
    ['more than a message may have', maxMessageBytes + 1],
  ])('is refused at %s, before more of it is read', (_what, length) => {
    const header = Buffer.alloc(16)
    header.writeInt32LE(length, 0)
    expect(() => new MessageSplitter().push(header)).toThrow(ProtocolError)
  })
})

describe('a message', () => {
  it('gives the command and the lists beside it', () => {
    const bytes = message({ insert: 'people', $db: 'test' }, [
      sequence('documents', [{ _id: 1 }, { _id: 2 }]),
    ])
    expect(readHeader(bytes)).toEqual({ requestId: 7, format: 'message' })
    expect(readCommand(bytes)).toEqual({
      command: {
        insert: 'people',
        $db: 'test',
        documents: [{ _id: new Int32(1) }, { _id: new Int32(2) }],
      },
      wantsReply: true,
    })
  })

  it('whose client does not wait says so', () => {
    expect(readCommand(message({ insert: 'people' }, [], 1 << 1)).wantsReply).toBe(false)
  })

  it('of the old kind carries the first hello', () => {
    const bytes = query({ isMaster: 1 })
    expect(readHeader(bytes).format).toBe('query')
    expect(readCommand(bytes).command).toEqual({ isMaster: new Int32(1), $db: 'admin' })
  })

  it('is not kept in memory by a binary value in it', () => {
    const bytes = message({ insert: 'people', value: new Binary(Buffer.from([1, 2])) })
    const { value } = readCommand(bytes).command as { value: Binary }
    bytes.fill(0)
    expect([...value.value()]).toEqual([1, 2])
  })

  it.each(damagedMessages)('is refused: %s', (_what, bytes) => {
    expect(() => {
      readHeader(bytes)
      readCommand(bytes)
    }).toThrow(ProtocolError)
  })

  it('that is damaged anywhere is either read or refused, and nothing else', () => {
    const good = message({ insert: 'people', $db: 'test' }, [sequence('documents', [{ a: 'b' }])])
    const damage = fc.array(fc.tuple(fc.integer({ min: 16, max: good.length - 1 }), fc.nat(255)), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = Buffer.from(good)
        for (const [place, value] of changes) bytes[place] = value
        expect(outcomeOf(bytes)).toMatch(/^(read|refused)$/)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a reply', () => {
  it.each([
    ['message', 2013, 21],
    ['query', 1, 36],
  ] as const)('answers a %s in its format', (format, operation, bodyAt) => {
    const bytes = writeReply({ requestId: 7, format }, { ok: 1 })
    expect(bytes.readInt32LE(0)).toBe(bytes.length)
    expect(bytes.readInt32LE(8)).toBe(7)
    expect(bytes.readInt32LE(12)).toBe(operation)
    expect(bytes.subarray(bodyAt)).toEqual(Buffer.from(serialize({ ok: 1 })))
  })

  it.each([
    ['text', 'x'.repeat(16 * 1024 * 1024)],
    ['more text', 'x'.repeat(20_000_000)],
    ['bytes', Buffer.alloc(20_000_000)],
  ])('is an error when it would hold more than one document may: %s', (_what, value) => {
    const reply = { values: [value, 'x'.repeat(20_000)], ok: 1 }
    const bytes = writeReply({ requestId: 7, format: 'message' }, reply)
    expect(deserialize(bytes.subarray(21))).toMatchObject({ ok: 0, code: 10334 })
  })

  it('has a body of one section', () => {
    expect(writeReply({ requestId: 7, format: 'message' }, { ok: 1 }).subarray(16)).toEqual(
      Buffer.concat([Buffer.alloc(4), section({ ok: 1 })]),
    )
  })
})

function outcomeOf(bytes: Buffer): string {
  try {
    readCommand(bytes)
    return 'read'
  } catch (error) {
    return error instanceof ProtocolError ? 'refused' : String(error)
  }
}
