import { serialize, type Document } from 'bson'

/** Bytes as a client would send them, and as none would. */

function withHeader(operation: number, body: Buffer, length = body.length + 16): Buffer {
  const header = Buffer.alloc(16)
  header.writeInt32LE(length, 0)
  header.writeInt32LE(7, 4)
  header.writeInt32LE(operation, 12)
  return Buffer.concat([header, body])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

/** A section that is the command itself. */
export function section(document: Document): Buffer {
  return Buffer.concat([Buffer.from([0]), serialize(document)])
}

/** A section that is a list beside the command. */
export function sequence(name: string, documents: Document[], claimed?: number): Buffer {
  const list = Buffer.concat([
    Buffer.from(`${name}\0`),
    ...documents.map((document) => serialize(document)),
  ])
  return Buffer.concat([Buffer.from([1]), int32(claimed ?? list.length + 4), list])
}

export function message(command: Document, sequences: Buffer[] = [], flags = 0): Buffer {
  return withHeader(2013, Buffer.concat([int32(flags), section(command), ...sequences]))
}

export function query(command: Document, collection = 'admin.$cmd'): Buffer {
  const parts = [int32(0), Buffer.from(`${collection}\0`), int32(0), int32(-1), serialize(command)]
  return withHeader(2004, Buffer.concat(parts))
}

const ping = { ping: 1, $db: 'admin' }
const badBson = Buffer.from([12, 0, 0, 0, 0x7e, 0x61, 0, 1, 0, 0, 0, 0])

/** Messages of the right length, each with one thing wrong. */
export const damagedMessages: [string, Buffer][] = [
  ['compressed', withHeader(2012, Buffer.alloc(20))],
  ['an operation of long ago', withHeader(2002, section(ping))],
  ['an unknown operation', withHeader(4242, section(ping))],
  ['a query that is no command', query(ping, 'test.people')],
  ['a query without an end of its name', withHeader(2004, Buffer.from([0, 0, 0, 0, 65, 65]))],
  ['unknown flags', message(ping, [], 1 << 5)],
  ['a checksum', message(ping, [int32(0)], 1)],
  ['no body', withHeader(2013, int32(0))],
  ['two bodies', message(ping, [section(ping)])],
  ['a section of an unknown kind', message(ping, [Buffer.from([2, 0, 0])])],
  ['a list that is given twice', message(ping, [sequence('a', []), sequence('a', [])])],
  ['a list that is a field already', message(ping, [sequence('ping', [])])],
  ['a list that is longer than the message', message(ping, [sequence('a', [], 4_000)])],
  ['a list of negative length', message(ping, [sequence('a', [], -4)])],
  ['a list that ends within a document', message(ping, [sequence('a', [ping], 12)])],
  ['a document that is longer than the message', message(ping, [Buffer.from([0, 99, 0, 0, 0])])],
  [
    'bytes that are no BSON',
    withHeader(2013, Buffer.concat([int32(0), Buffer.from([0]), badBson])),
  ],
  ['bytes after its end', message(ping, [Buffer.from([0])])],
]
