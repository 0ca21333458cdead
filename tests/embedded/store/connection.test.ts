import type { Socket } from 'node:net'
import { PassThrough } from 'node:stream'

import { serveConnection } from '../../../embedded/store/connection'

function fakeSocket(): Socket {
  return Object.assign(new PassThrough(), { setNoDelay: () => undefined }) as unknown as Socket
}

const answer = () => Promise.resolve({ ok: 1 })

describe('a connection', () => {
  it('that fails after it has ended ends nothing else', async () => {
    const socket = fakeSocket()
    socket.end()
    await serveConnection(socket, 1, answer)

    expect(() => socket.emit('error', new Error('read ECONNRESET'))).not.toThrow()
  })

  it('that sends what is no message is closed', async () => {
    const socket = fakeSocket()
    socket.write(Buffer.alloc(64, 0xff))
    await serveConnection(socket, 1, answer)

    expect(socket.destroyed).toBe(true)
  })

  it('that is lost in the middle of a message is no fault', async () => {
    const socket = fakeSocket()
    socket.write(Buffer.from([100, 0, 0, 0]))
    socket.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))

    await expect(serveConnection(socket, 1, answer)).resolves.toBeUndefined()
  })
})
