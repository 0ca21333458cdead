import { once } from 'node:events'
import { createServer } from 'node:net'

import { isBlockedPort } from '../common/blocked-ports'

/** How many ports in a row a hub takes, the workspace's the last, with room to spare. */
const portsOfAHub = 84

/**
 * A port that is free, and called, together with those above it that the hub's other processes take: below those
 * that systems hand out to others of their own accord.
 * @param count how many ports in a row
 */
export async function findFreePort(count = portsOfAHub): Promise<number> {
  const first = 10_000 + Math.floor(Math.random() * 20_000)
  const offsets = Array.from({ length: count }, (_, offset) => offset)
  const free = await Promise.all(offsets.map((offset) => isFree(first + offset)))
  return free.every(Boolean) ? first : findFreePort(count)
}

async function isFree(port: number): Promise<boolean> {
  if (isBlockedPort(port)) return false
  const server = createServer().listen(port, '127.0.0.1')
  const isListening = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (!isListening) return false
  server.close()
  await once(server, 'close')
  return true
}
