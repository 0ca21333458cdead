import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import type { WorkspaceOptions } from '../../tests/web/workspace'
import { staff, Workspace } from '../../tests/web/workspace'
import type { AskHub } from '../../web/hub/hub-client'

/** A clock for each request: how much of a page's time the hub took, however many questions at once. */
export class Watch {
  pageMs = 0
  #waitMs = 0
  #open = 0
  #sinceMs = 0

  begin(): void {
    this.#waitMs = 0
  }

  time(askHub: AskHub): AskHub {
    return async (question) => {
      if (this.#open === 0) this.#sinceMs = performance.now()
      this.#open += 1
      try {
        return await askHub(question)
      } finally {
        this.#open -= 1
        if (this.#open === 0) this.#waitMs += performance.now() - this.#sinceMs
      }
    }
  }

  /** The page's own time, once it has been sent. */
  get ownMs(): number {
    return this.pageMs - this.#waitMs
  }
}

export interface OpenedWorkspace extends Pick<WorkspaceOptions, 'askHub' | 'agencyWaitMs'> {
  /** Of the gateway. */
  readonly port: number
  readonly watch: Watch
}

/** Opens the workspace with a purpose that all agencies answer to. */
export async function openWorkspace({
  port,
  watch,
  ...options
}: OpenedWorkspace): Promise<Workspace> {
  const token = await requestDemoToken(`http://127.0.0.1:${port + 1}`, 'mash.analyst')
  const workspace = await Workspace.start({
    ...options,
    user: { ...staff('mash.analyst'), token },
    observe: (_request, response, next) => {
      const startedMs = performance.now()
      watch.begin()
      response.once('finish', () => (watch.pageMs = performance.now() - startedMs))
      next()
    },
  })
  await workspace.signIn()
  await workspace.get('/purpose')
  await workspace.post('/purpose', {
    ...{ purpose: 'ADULT_SAFEGUARDING', caseReference: 'BENCH-0001' },
    reason: 'Measuring how long a page takes',
    publicInterestTest: 'A figure that is true prevents harm',
  })
  return workspace
}
