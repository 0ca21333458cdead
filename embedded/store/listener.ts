import { once } from 'node:events'
import fs from 'node:fs'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** Where clients reach the store: a socket in the file system, or a port of this machine. */
export type Address =
  { readonly socketPath: string } | { readonly host: string; readonly port: number }

/** An address that the store does not listen on, and why. */
export class AddressError extends Error {}

const loopbackHosts = ['127.0.0.1', '::1', 'localhost']

/** Takes connections until it is closed; `uri` is what a driver connects with. */
export interface Listener {
  readonly uri: string
  close(): Promise<void>
}

/**
 * Listens where no other user and no other machine can connect.
 * @throws AddressError for a host that is not this machine, or a path that is taken
 */
export async function listen(
  address: Address,
  onConnection: (socket: Socket) => void,
): Promise<Listener> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    onConnection(socket)
  })
  const uri =
    'socketPath' in address
      ? await listenOnSocket(server, address.socketPath)
      : await listenOnPort(server, address.host, address.port)
  return {
    uri,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

async function listenOnSocket(server: Server, socketPath: string): Promise<string> {
  if (!socketPath.endsWith('.sock'))
    throw new AddressError(`${socketPath}: drivers only connect to a path that ends with .sock`)
  await removeDeadSocket(socketPath)
  // The socket is made within this call: it has its mode from the first moment on.
  const umask = process.umask(0o177)
  try {
    server.listen(socketPath)
  } finally {
    process.umask(umask)
  }
  await once(server, 'listening')
  if ((fs.statSync(socketPath).mode & 0o777) !== 0o600) {
    server.close()
    throw new AddressError(`${socketPath} is open to others on this file system`)
  }
  return `mongodb://${encodeURIComponent(socketPath)}/`
}

async function removeDeadSocket(socketPath: string): Promise<void> {
  const found = fs.lstatSync(socketPath, { throwIfNoEntry: false })
  if (!found) return
  if (!found.isSocket()) throw new AddressError(`${socketPath} exists and is no socket`)
  const probe = connect(socketPath)
  try {
    await once(probe, 'connect')
  } catch {
    fs.rmSync(socketPath)
    return
  } finally {
    probe.destroy()
  }
  throw new AddressError(`${socketPath}: another process listens on it`)
}

async function listenOnPort(server: Server, host: string, port: number): Promise<string> {
  if (!loopbackHosts.includes(host))
    throw new AddressError(
      `The embedded store asks for no password and serves this machine only: host must be one of ${loopbackHosts.join(', ')}, not ${host}`,
    )
  server.listen(port, host)
  await once(server, 'listening')
  const { address, port: bound } = server.address() as AddressInfo
  return `mongodb://${address.includes(':') ? `[${address}]` : address}:${bound}/`
}
