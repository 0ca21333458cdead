import type { JsonObject } from '../../common/json'
import type { AskHub, HubProblem } from '../../web/hub/hub-client'
import { HubRefusal } from '../../web/hub/hub-client'
import { coverage, id } from './made-up'
import { hubWith, Workspace } from './workspace'

/** What the hub of a test answers beside the person's own part. */
export interface Asked {
  readonly rows?: ReturnType<typeof coverage>
  readonly path?: string
  readonly beside?: JsonObject | null
  readonly problems?: readonly HubProblem[]
}

/** A page of a person, with this answer of the hub. */
export async function pageOf(own: JsonObject, asked: Asked = {}): Promise<string> {
  const workspace = await Workspace.start({ askHub: hubOf(own, asked) })
  try {
    await workspace.begin()
    return (await workspace.get(asked.path ?? `/people/${id}`)).html
  } finally {
    await workspace.stop()
  }
}

/** A hub that answers so about one person. */
export function hubOf(own: JsonObject, asked: Asked = {}): AskHub {
  const { rows = coverage(), beside = {}, problems = [] } = asked
  return hubWith(({ query }) => {
    if (!query.includes('PersonHousehold'))
      return { data: { found: { id, ...own } }, coverage: rows, problems }
    if (beside === null) throw new HubRefusal(problem('AGENCY_UNAVAILABLE'), 'r')
    return { data: { found: { id, ...beside } }, problems }
  })
}

/** What the hub says of a field that it does not give. */
export function problem(code: string, path: readonly string[] = [], reason: string | null = null) {
  return { message: '', code, reason, agency: null, path, retryAfterSeconds: null }
}

/** A part of the page, from its id to the next heading of the same level. */
export function section(html: string, name: string): string {
  return html.split(`id="${name}"`)[1]?.split('<h2')[1] ?? ''
}

/** One agency answered, and no other. */
export const answered = { rows: coverage({ 'northshire-police': 'ANSWERED' }) }
