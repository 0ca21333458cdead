import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectRoot } from '../../common/project-root'

const dataFolder = mkdtempSync(path.join(tmpdir(), 'sightline-gateway-'))

afterAll(() => {
  rmSync(dataFolder, { recursive: true, force: true })
})

interface Gateway {
  readonly child: ChildProcess
  readonly output: () => string
}

function run(environment: Readonly<Record<string, string>>): Gateway {
  const child = spawn(process.execPath, ['--import', 'tsx', 'gateway/main.ts'], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], SIGHTLINE_DATA: dataFolder, ...environment },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, output: () => text }
}

async function listening({ child, output }: Gateway): Promise<void> {
  while (!output().includes('listens')) {
    if (!isRunning({ child, output })) throw new Error(output())
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Not ended, neither by itself nor by a signal. */
function isRunning({ child }: Gateway): boolean {
  return child.exitCode === null && child.signalCode === null
}

/** Takes a port for as long as the test wants to see it in use. */
async function takePort() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const free = async () => {
    await new Promise((resolve) => server.close(resolve))
  }
  return { port, free }
}

const nowhere = 'mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=100'

describe("the gateway's process", () => {
  it('starts without its agencies and its log, and stops by itself when told to', async () => {
    const { port, free } = await takePort()
    await free()
    const gateway = run({ MONGODB_URI: nowhere, SIGHTLINE_PORT: String(port) })
    await listening(gateway)
    const live = await fetch(`http://127.0.0.1:${port}/health/live`)
    const exit = once(gateway.child, 'exit')
    gateway.child.kill('SIGTERM')
    const [code] = (await exit) as [number | null]

    expect(live.status).toBe(200)
    // It ends with another status when something keeps it from stopping.
    expect(code).toBe(0)
  })

  it('says that it is not ready for a while before it stops, whoever asks anew', async () => {
    const { port, free } = await takePort()
    await free()
    const noticed = { SIGHTLINE_PORT: String(port), SIGHTLINE_DRAIN_SECONDS: '5' }
    const gateway = run({ MONGODB_URI: nowhere, ...noticed })
    await listening(gateway)
    const exit = once(gateway.child, 'exit')
    gateway.child.kill('SIGTERM')
    // A connection kept from the question before may be closed while this one is sent over it.
    const ask = () => fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null)
    let said = await ask()
    while (isRunning(gateway) && !(await said?.text())?.includes('"draining"')) said = await ask()
    const [code] = (await exit) as [number | null]

    expect(said?.status).toBe(503)
    expect(said?.headers.get('connection')).toBe('close')
    expect(code).toBe(0)
  })

  it('serves its metrics on a port of their own, and writes lines of JSON', async () => {
    const service = await takePort()
    const metrics = await takePort()
    await Promise.all([service.free(), metrics.free()])
    const gateway = run({
      MONGODB_URI: nowhere,
      SIGHTLINE_PORT: String(service.port),
      SIGHTLINE_METRICS_PORT: String(metrics.port),
      SIGHTLINE_LOG_LEVEL: 'info',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:2',
    })
    await listening(gateway)
    const served = await fetch(`http://127.0.0.1:${metrics.port}/metrics`)
    const elsewhere = await fetch(`http://127.0.0.1:${service.port}/metrics`)
    const exit = once(gateway.child, 'exit')
    gateway.child.kill('SIGTERM')
    const [code] = (await exit) as [number | null]

    expect(await served.text()).toContain('sightline_log_entries_waiting{service="gateway"}')
    expect(elsewhere.status).toBe(404)
    expect(gateway.output()).toContain(`"route":"/metrics","port":${metrics.port}`)
    expect(code).toBe(0)
  })

  it('names the port that is in use', async () => {
    const { port, free } = await takePort()
    const gateway = run({ MONGODB_URI: nowhere, SIGHTLINE_PORT: String(port) })
    const [code] = (await once(gateway.child, 'exit')) as [number | null]
    await free()

    expect(code).toBe(1)
    expect(gateway.output()).toContain(`port ${port} on 127.0.0.1 is in use`)
    expect(gateway.output()).not.toContain('    at ')
  })

  it.each([
    ['MONGODB_URI', {}],
    ['SIGHTLINE_PORT', { MONGODB_URI: nowhere, SIGHTLINE_PORT: 'many' }],
    ['SIGHTLINE_ISSUER', { MONGODB_URI: nowhere, SIGHTLINE_ISSUER: 'nobody' }],
  ])('does not start without a good %s, and names it', async (variable, environment) => {
    const gateway = run(environment)
    const [code] = (await once(gateway.child, 'exit')) as [number | null]

    expect(code).toBe(1)
    expect(gateway.output()).toContain(variable)
  })
})
