import { decodeDocument, encodeWithin, maxDocumentBytes } from './bson-codec'
import type { Document } from './values'

/** The longest message, in bytes; `hello` tells clients the same number. */
export const maxMessageBytes = 48_000_000

/** A document of the greatest size, and what is around it. */
const maxReplyBytes = maxDocumentBytes + 16 * 1024
const tooLarge = {
  ok: 0,
  errmsg: 'The reply would be larger than 16 MiB',
  code: 10334,
  codeName: 'BSONObjectTooLarge',
}
const headerBytes = 16
const opReply = 1
const opQuery = 2004
const opMessage = 2013
const moreToComeFlag = 1 << 1
const exhaustAllowedFlag = 1 << 16

/** The bytes are no message that the store reads: the connection they came over is to be closed. */
export class ProtocolError extends Error {}

/** What the first 16 bytes of a message say. */
export interface Header {
  readonly requestId: number
  /** Drivers say their first hello as an old query, everything else as a message. */
  readonly format: 'message' | 'query'
}

/** One command as a client sent it. */
export interface CommandMessage {
  readonly command: Document
  /** False for a write whose client does not wait for an answer. */
  readonly wantsReply: boolean
}

/** Cuts a stream of bytes into messages. */
export class MessageSplitter {
  #chunks: Buffer[] = []
  #length = 0

  /**
   * Returns the messages that are whole with this chunk, in their order.
   * @throws ProtocolError for a length that no message has
   */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    const messages: Buffer[] = []
    for (let next = this.#take(); next !== null; next = this.#take()) messages.push(next)
    return messages
  }

  #take(): Buffer | null {
    if (this.#length < headerBytes) return null
    const length = this.#nextLength()
    if (this.#length < length) return null
    const all = this.#join()
    const rest = all.subarray(length)
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#length = rest.length
    return all.subarray(0, length)
  }

  #nextLength(): number {
    const [first] = this.#chunks
    const length = (first && first.length >= 4 ? first : this.#join()).readInt32LE(0)
    if (length > headerBytes && length <= maxMessageBytes) return length
    throw new ProtocolError(`a message of ${length} bytes`)
  }

  /** Joined only when a message is whole, so that a long one in many chunks is copied once. */
  #join(): Buffer {
    const [only] = this.#chunks
    const all = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks)
    this.#chunks = [all]
    return all
  }
}

/** @throws ProtocolError for an operation other than a message or an old query; compressed ones too */
export function readHeader(message: Buffer): Header {
  const operation = message.readInt32LE(12)
  if (operation !== opMessage && operation !== opQuery)
    throw new ProtocolError(`operation ${operation}`)
  return {
    requestId: message.readInt32LE(4),
    format: operation === opMessage ? 'message' : 'query',
  }
}

/**
 * The command in a message, its document sequences as lists among its fields.
 * @throws ProtocolError for bytes that are no such message, or no BSON
 */
export function readCommand(message: Buffer): CommandMessage {
  const reader = new Reader(message, headerBytes)
  return readHeader(message).format === 'query' ? readQuery(reader) : readSections(reader)
}

/**
 * The bytes that answer a request in the format it came in; an error when the reply holds more than
 * one document may, as `distinct` can find and $group can make.
 */
export function writeReply(to: Header, reply: Document): Buffer {
  const body = encodeWithin(reply, maxReplyBytes)
  if (typeof body === 'number') return writeReply(to, tooLarge)
  const fixedBytes = to.format === 'message' ? 21 : 36
  const bytes = Buffer.alloc(fixedBytes + body.length)
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(to.requestId, 8)
  bytes.writeInt32LE(to.format === 'message' ? opMessage : opReply, 12)
  if (to.format === 'query') {
    const awaitCapable = 8
    bytes.writeInt32LE(awaitCapable, 16)
    bytes.writeInt32LE(1, 32)
  }
  bytes.set(body, fixedBytes)
  return bytes
}

function readQuery(reader: Reader): CommandMessage {
  const flagBytes = 4
  const skipAndLimitBytes = 8
  reader.skip(flagBytes)
  const [database = '', ...collection] = reader.text().split('.')
  if (collection.join('.') !== '$cmd') throw new ProtocolError('a query that is no command')
  reader.skip(skipAndLimitBytes)
  const command = reader.document()
  return { command: { ...command, $db: database }, wantsReply: true }
}

function readSections(reader: Reader): CommandMessage {
  const flags = reader.int32()
  // Bit 0 would announce a checksum; the store announces none and drivers send none.
  if ((flags & ~(moreToComeFlag | exhaustAllowedFlag)) !== 0)
    throw new ProtocolError(`message flags ${flags}`)
  let command: Document | null = null
  const sequences = new Map<string, Document[]>()
  while (!reader.atEnd) {
    const kind = reader.byte()
    if (kind === 0 && command === null) command = reader.document()
    else if (kind === 1) readSequence(reader, sequences)
    else throw new ProtocolError(`a section of kind ${kind}`)
  }
  if (command === null) throw new ProtocolError('a message without a body')
  for (const [name, documents] of sequences) {
    if (name in command) throw new ProtocolError(`${name} given twice`)
    command[name] = documents
  }
  return { command, wantsReply: (flags & moreToComeFlag) === 0 }
}

function readSequence(reader: Reader, into: Map<string, Document[]>): void {
  const section = reader.section()
  const name = section.text()
  if (into.has(name)) throw new ProtocolError(`${name} given twice`)
  const documents: Document[] = []
  while (!section.atEnd) documents.push(section.document())
  into.set(name, documents)
}

/** Reads forward and never past its end, whatever the lengths in the bytes say. */
class Reader {
  readonly #bytes: Buffer
  #at: number

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  skip(count: number): number {
    const from = this.#at
    if (count < 0 || from + count > this.#bytes.length)
      throw new ProtocolError('a part beyond the end of its message')
    this.#at += count
    return from
  }

  byte(): number {
    return this.#bytes.readUInt8(this.skip(1))
  }

  int32(): number {
    return this.#bytes.readInt32LE(this.skip(4))
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at)
    if (end < 0) throw new ProtocolError('a name without an end')
    const from = this.skip(end + 1 - this.#at)
    return this.#bytes.toString('utf8', from, end)
  }

  document(): Document {
    // A copy: binary values are views, and would keep the whole message in memory.
    const bytes = Buffer.from(this.#sized())
    try {
      return decodeDocument(bytes)
    } catch (cause) {
      throw new ProtocolError('a part that is no BSON', { cause })
    }
  }

  /** The bytes of a section of kind 1, after the length it begins with. */
  section(): Reader {
    return new Reader(this.#sized(), 4)
  }

  #sized(): Buffer {
    const from = this.#at
    const length = this.int32()
    if (length < 4) throw new ProtocolError('a part that is shorter than its length')
    this.#at = from
    this.skip(length)
    return this.#bytes.subarray(from, from + length)
  }
}
