import { crc32 } from 'node:zlib'

import { decodeDocument, encodeDocument } from './bson-codec'
import { StoreError } from './errors'
import type { Document } from './values'

/** One change of the store, as the log keeps it. */
export type LogRecord =
  | { readonly kind: 'collection'; readonly ns: string; readonly meta: Document }
  | { readonly kind: 'drop'; readonly ns: string }
  /** BSON of the whole document. */
  | { readonly kind: 'put'; readonly ns: string; readonly document: Uint8Array }
  /** BSON of `{ _id }`. */
  | { readonly kind: 'remove'; readonly ns: string; readonly id: Uint8Array }

/** First bytes of a log; the last digit is the version of the format. */
export const fileHeader = Buffer.from('SIGHTLINE-LOG-1\n', 'latin1')

/**
 * Magic (4), length of the payload (4), CRC-32 of everything else and the frame's place (4), and how
 * far the file was known to be on disk when the frame was written (8).
 */
export const frameHeaderBytes = 20
const magic = 0x534c4731
const kinds: readonly LogRecord['kind'][] = ['collection', 'drop', 'put', 'remove']
const empty = new Uint8Array()

/** Largest payload a frame may have: none is written with more, so a longer length is damage. */
export const maxPayloadBytes = 64 * 1024 * 1024

/** Where a frame stands, and up to where the file was on disk when it was written. */
export interface FramePlace {
  readonly offset: number
  readonly syncedTo: number
}

/**
 * One frame: all of these records or none of them survive a crash. Its checksum holds for its place
 * only, so that bytes of a frame inside a document are never taken for one.
 * @throws StoreError 10334 BSONObjectTooLarge for more than a reader would take
 */
export function encodeFrame(records: readonly LogRecord[], place: FramePlace): Buffer {
  const parts = records.flatMap(encodeRecord)
  const length = parts.reduce((total, part) => total + part.length, 0)
  if (length > maxPayloadBytes)
    throw new StoreError(
      10334,
      'BSONObjectTooLarge',
      `One commit of ${length} bytes is more than the log takes (${maxPayloadBytes})`,
    )
  const frame = Buffer.concat([Buffer.alloc(frameHeaderBytes), ...parts], frameHeaderBytes + length)
  frame.writeUInt32BE(magic, 0)
  frame.writeUInt32LE(length, 4)
  frame.writeBigUInt64LE(BigInt(place.syncedTo), 12)
  frame.writeUInt32LE(checksum(frame, place.offset), 8)
  return frame
}

function encodeRecord(record: LogRecord): Uint8Array[] {
  const body = bodyOf(record)
  const ns = Buffer.from(record.ns, 'utf8')
  const head = Buffer.alloc(7)
  head.writeUInt8(kinds.indexOf(record.kind), 0)
  head.writeUInt16LE(ns.length, 1)
  head.writeUInt32LE(body.length, 3)
  return [head, ns, body]
}

function bodyOf(record: LogRecord): Uint8Array {
  switch (record.kind) {
    case 'collection':
      return encodeDocument(record.meta)
    case 'drop':
      return empty
    case 'put':
      return record.document
    case 'remove':
      return record.id
  }
}

/** Length and claim of a frame whose header could be one; null when it cannot. */
export function readFrameHeader(header: Buffer): { length: number; syncedTo: number } | null {
  if (header.length < frameHeaderBytes || header.readUInt32BE(0) !== magic) return null
  const length = header.readUInt32LE(4)
  if (length > maxPayloadBytes) return null
  return { length, syncedTo: Number(header.readBigUInt64LE(12)) }
}

/** True when a whole frame is as it was written at this offset. */
export function isIntact(frame: Buffer, offset: number): boolean {
  return frame.readUInt32LE(8) === checksum(frame, offset)
}

/** The records of an intact frame, in order. */
export function* readRecords(frame: Buffer): Generator<LogRecord> {
  let at = frameHeaderBytes
  while (at < frame.length) {
    const kind = kinds[frame.readUInt8(at)]
    const nsEnd = at + 7 + frame.readUInt16LE(at + 1)
    const end = nsEnd + frame.readUInt32LE(at + 3)
    if (!kind) throw new Error('A record of an unknown kind in an intact frame')
    const ns = frame.toString('utf8', at + 7, nsEnd)
    yield toRecord(kind, ns, frame.subarray(nsEnd, end))
    at = end
  }
}

function toRecord(kind: LogRecord['kind'], ns: string, body: Uint8Array): LogRecord {
  switch (kind) {
    case 'collection':
      return { kind, ns, meta: decodeDocument(body) }
    case 'drop':
      return { kind, ns }
    case 'put':
      return { kind, ns, document: body }
    case 'remove':
      return { kind, ns, id: body }
  }
}

/** Where the next frame could begin, at or after `from`; -1 when nowhere in these bytes. */
export function findMagic(bytes: Buffer, from: number): number {
  return bytes.indexOf('SLG1', from, 'latin1')
}

function checksum(frame: Buffer, offset: number): number {
  const place = Buffer.alloc(8)
  place.writeBigUInt64LE(BigInt(offset))
  return crc32(frame.subarray(12), crc32(frame.subarray(0, 8), crc32(place)))
}
