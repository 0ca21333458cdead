/** `npm run bench:web`: what the workspace adds to an answer of the hub, and what its pages weigh. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

import { projectPath } from '../../common/project-root'
import type { Workspace } from '../../tests/web/workspace'
import type { AskHub } from '../../web/hub/hub-client'
import { createHubClient } from '../../web/hub/hub-client'
import { madeUpPeople } from '../hub/made-up-people'
import type { Agencies } from '../hub/local-hub'
import { startAgencies, startGatewayProcess } from '../hub/local-hub'
import { median, percentile } from '../store/statistics'
import { measureLate } from './late'
import { openWorkspace, Watch } from './open-workspace'

const port = 4760
const events = 200
const warmUps = 20
const turns = 150
/** More than there are to be events: not all of them may be told. */
const [person] = madeUpPeople(1, 225)

/** Agencies tell the person index of new people every two seconds. */
async function findPage(workspace: Workspace): Promise<string> {
  const untilMs = Date.now() + 120_000
  for (;;) {
    const found = await workspace.post('/find', {
      type: 'NHS_NUMBER',
      value: person?.nhsNumber ?? '',
    })
    const where = found.headers.get('location') ?? ''
    const { html } = where === '' ? found : await workspace.get(`${where}/table?period=all`)
    if (eventsOn(html) >= events) return where
    if (Date.now() > untilMs) throw new Error(`Only ${eventsOn(html)} events of ${events}`)
    await delay(1000)
  }
}

function eventsOn(html: string): number {
  return Number(/data-count>(\d+) events/.exec(html)?.[1] ?? 0)
}

async function measure(
  workspace: Workspace,
  page: string,
  { watch, ask }: { readonly watch: Watch; readonly ask: () => Promise<unknown> },
) {
  const own: number[] = []
  const whole: number[] = []
  const alone: number[] = []
  for (let turn = -warmUps; turn < turns; turn += 1) {
    await workspace.get(page)
    const [ownMs, pageMs] = [watch.ownMs, watch.pageMs]
    const startedMs = performance.now()
    await ask()
    if (turn < 0) continue
    own.push(ownMs)
    whole.push(pageMs)
    alone.push(performance.now() - startedMs)
  }
  return { own, whole, alone }
}

function report(name: string, { own, whole, alone }: Awaited<ReturnType<typeof measure>>): void {
  const [mine, answer] = [median(own), median(alone)]
  console.log(
    `${name}: p50 ${mine.toFixed(1)} ms (p99 ${percentile(own, 99).toFixed(1)}) of the page's own; ` +
      `whole page p50 ${median(whole).toFixed(1)} ms; the same answer alone p50 ${answer.toFixed(1)} ms; ` +
      `own by answer ${(mine / answer).toFixed(2)}`,
  )
}

async function compare({ signal }: Pick<Agencies, 'signal'>): Promise<void> {
  const url = `http://127.0.0.1:${port}/graphql`
  const watch = new Watch()
  const asked: Parameters<AskHub>[0][] = []
  const hub = createHubClient(url)
  const askHub = watch.time((question) => {
    asked.push(question)
    return hub(question)
  })
  const workspace = await openWorkspace({ askHub, port, watch })
  const where = await findPage(workspace)
  for (const [name, page] of [
    ['person page', `${where}?period=all`],
    ['table of events', `${where}/table?period=all`],
  ] as const) {
    asked.length = 0
    const { html } = await workspace.get(page)
    // What the page asks, all at once as it does.
    const questions = [...asked]
    const ask = () => Promise.all(questions.map(hub))
    report(name, await measure(workspace, page, { watch, ask }))
    console.log(`${name}: ${kilobytes(html)} kB of HTML, gzip; ${eventsOn(html)} events`)
  }
  for (const asset of ['workspace.css', 'workspace.js', 'developers.js'])
    console.log(
      `${asset}: ${kilobytes(readFileSync(projectPath('dist', 'web', 'public', asset)))} kB, gzip`,
    )
  await workspace.stop()
  await measureLate(where, { askHub: hub, port, signal })
}

function kilobytes(content: string | Buffer): string {
  return (gzipSync(content).length / 1000).toFixed(1)
}

async function main(): Promise<void> {
  if (!person) throw new Error('nobody was made up')
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  const started = await startAgencies(folder, port, [person])
  try {
    const program = path.join('dist', 'gateway', 'main.js')
    const gateway = await startGatewayProcess(program, [], started.environment)
    await compare(started).finally(() => gateway.stop())
  } finally {
    await started.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
