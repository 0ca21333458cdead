import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

import { findUrlProblem, isBlockedPort } from '../../common/blocked-ports'
import { readUrl, SettingError } from '../../common/settings'
import { startTestServer } from './http/test-server'

const everyPort = Array.from({ length: 65_536 }, (_, port) => port)

/** Whether `fetch` itself says that it does not call this port. */
async function isRefusedByFetch(port: number): Promise<boolean> {
  const failure: unknown = await fetch(`http://127.0.0.1:${port}/`).catch((error: unknown) => error)
  const { cause } = failure as { cause?: { message?: string } }
  return cause?.message === 'bad port'
}

describe('a port that is never called', () => {
  it.each(everyPort.filter(isBlockedPort))('is what fetch refuses: %i', async (port) => {
    expect(await isRefusedByFetch(port)).toBe(true)
  })

  it('is none of those that systems hand out, nor the usual ones of a hub', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()

    expect(await isRefusedByFetch(port)).toBe(false)
    expect([port, 80, 443, 4000, 4080, 9464].filter(isBlockedPort)).toEqual([])
  })

  it('is not listened at: nobody would be heard', async () => {
    const starting = startTestServer({ routes: [], port: 10_080 })

    await expect(starting).rejects.toThrow(
      /^test-service: port 10080 is never called .*; set SIGHTLINE_PORT$/,
    )
  })

  it.each([
    ['http://127.0.0.1:10080/graphql', 'has the port 10080, which is never called'],
    ['https://homes.example:6000/', 'has the port 6000, which is never called'],
    ['ftp://homes.example/', 'is no http or https URL'],
    ['homes', 'is no http or https URL'],
  ])('is found in an address: %s', (url, problem) => {
    expect(findUrlProblem(url)).toContain(problem)
    expect(() => readUrl({ SOME_URL: url }, 'SOME_URL', '')).toThrow(SettingError)
  })

  it('is not found where there is none', () => {
    expect(findUrlProblem('https://homes.example/graphql')).toBeNull()
    expect(findUrlProblem('http://127.0.0.1:4990/graphql')).toBeNull()
  })
})
