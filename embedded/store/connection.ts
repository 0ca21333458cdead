import type { Socket } from 'node:net'

import { MessageSplitter, ProtocolError, readCommand, readHeader, writeReply } from './frames'
import type { Document } from './values'

/** Returns the reply to a command, which may be an error; rejects for nothing a client can send. */
export type Answer = (command: Document, connectionId: number) => Promise<Document>

const lostConnection = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])

/**
 * Serves one client until it leaves, one command after the other. Bytes that are no message end
 * this connection, never the server.
 */
export async function serveConnection(
  socket: Socket,
  connectionId: number,
  answer: Answer,
): Promise<void> {
  const splitter = new MessageSplitter()
  // The loop below listens too; that it still does when it has ended is promised nowhere.
  socket.on('error', () => undefined)
  socket.setNoDelay(true)
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>)
      for (const message of splitter.push(chunk)) {
        // A store that is stopping has destroyed the socket: it takes nothing more.
        if (socket.destroyed) return
        const header = readHeader(message)
        const { command, wantsReply } = readCommand(message)
        const reply = await answer(command, connectionId)
        if (wantsReply && !socket.write(writeReply(header, reply))) await drained(socket)
      }
  } catch (error) {
    if (!isEndOfConnection(error)) throw error
  } finally {
    socket.destroy()
  }
}

function isEndOfConnection(error: unknown): boolean {
  if (error instanceof ProtocolError) return true
  return error instanceof Error && 'code' in error && lostConnection.has(String(error.code))
}

/** A client that does not read its replies is not read from either. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })
}
