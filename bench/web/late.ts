import type { Workspace } from '../../tests/web/workspace'
import type { AskHub } from '../../web/hub/hub-client'
import type { Agencies } from '../hub/local-hub'
import { median } from '../store/statistics'
import { openWorkspace, Watch } from './open-workspace'

const hung = ['northshire-ambulance', 'harrowmere-gp', 'st-annes-hospital']
const agencyWaitMs = 1000
/** Each asks an agency twice and waits in vain: after five times in a row it is left alone. */
const pagesInARow = 2
const rounds = 3

interface LateTerms extends Pick<Agencies, 'signal'> {
  readonly askHub: AskHub
  readonly port: number
}

/** How long a page takes while three of fifteen agencies hang: until its first content, and until it is whole. */
export async function measureLate(page: string, { signal, ...terms }: LateTerms): Promise<void> {
  const workspace = await openWorkspace({ ...terms, agencyWaitMs, watch: new Watch() })
  const firsts: number[] = []
  const rests: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    signal(hung, 'SIGSTOP')
    try {
      for (let count = 0; count < pagesInARow; count += 1) {
        firsts.push(await time(workspace, page, 'late'))
        rests.push(await time(workspace, `${page}?wait=all`, 'silent'))
      }
    } finally {
      signal(hung, 'SIGCONT')
    }
    // An answer in between, and nobody is left alone.
    await workspace.get(`${page}?wait=all`)
  }
  await workspace.stop()
  report(firsts, rests)
}

/** @throws Error when the page is another than the one to be measured */
async function time(workspace: Workspace, page: string, state: 'late' | 'silent'): Promise<number> {
  const startedMs = performance.now()
  const { html } = await workspace.get(page)
  const found = html.split(`hub-cell--${state}"`).length - 1
  if (found < hung.length) throw new Error(`${found} agencies are ${state}, not ${hung.length}`)
  return performance.now() - startedMs
}

/** @param rests of pages that wait, as the second question of a page does */
function report(firsts: readonly number[], rests: readonly number[]): void {
  const [first, wait] = [median(firsts), median(rests)]
  const whole = median(firsts.map((ms, index) => ms + (rests[index] ?? 0)))
  console.log(
    `person page, ${hung.length} of its agencies hung: first content p50 ${first.toFixed(0)} ms, ` +
      `all waited for ${whole.toFixed(0)} ms; one that waits at once ${wait.toFixed(0)} ms; ` +
      `by it first ${(first / wait).toFixed(2)}, all ${(whole / wait).toFixed(2)}`,
  )
}
