import { once } from 'node:events'
import type { AddressInfo, NetConnectOpts, Socket } from 'node:net'
import { connect, createServer } from 'node:net'

/** A way to a store that can be cut, blocked and opened again. */
export interface Relay {
  readonly uri: string
  /** Drops every connection and takes no new ones. */
  cut(): void
  /** Takes connections and what is sent, and passes nothing on. */
  block(): void
  open(): void
  close(): Promise<void>
}

/** Opens a relay to the store at this URI. */
export async function openRelay(uri: string): Promise<Relay> {
  const target = targetOf(uri)
  const sockets = new Set<Socket>()
  let mood: 'open' | 'cut' | 'blocked' = 'open'
  const server = createServer((near) => {
    sockets.add(near)
    near.on('error', () => near.destroy())
    if (mood === 'cut') near.destroy()
    if (mood !== 'open') return
    const far = connect(target)
    sockets.add(far)
    far.on('error', () => far.destroy())
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const drop = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/?directConnection=true`,
    cut: () => {
      mood = 'cut'
      drop()
    },
    block: () => {
      mood = 'blocked'
      for (const socket of sockets) socket.unpipe().pause()
    },
    open: () => {
      mood = 'open'
      drop()
    },
    close: async () => {
      drop()
      server.close()
      await once(server, 'close')
    },
  }
}

function targetOf(uri: string): NetConnectOpts {
  const place = decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? '')
  if (place.endsWith('.sock')) return { path: place }
  const { hostname, port } = new URL(`tcp://${place}`)
  return { host: hostname, port: Number(port) }
}
