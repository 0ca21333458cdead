import { parseJsonBody } from '../../../common/http/read-body'
import { bearerToken } from '../../../common/http/request'
import type { Route } from '../../../common/http/route'
import { json } from '../../../common/http/route'
import type { KeyFinder } from '../../../common/keys/keys'
import { verifyAgencyToken } from '../../../common/registration/agency-token'
import { keptFromPath, undoneLinksPath } from '../../../common/registration/undone-links'
import { hubCode } from '../../../common/services'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import type { KeptFromParts } from './kept-from'
import { keptFrom } from './kept-from'
import { readRecipients, readUndoneQuestion } from './hub-questions'
import { findUndone } from './undone-links'
import type { IndexModels } from '../models'

export interface HubRouteOptions extends KeptFromParts {
  readonly models: IndexModels
  /** The keys that the hub publishes. */
  readonly hubKeys: KeyFinder
}

/** Fifty recipients of five hundred records each. */
const maxBodyBytes = 2 * 1024 * 1024

/** What the hub itself asks of the index, and no agency may. */
export function hubRoutes({ hubKeys, ...parts }: HubRouteOptions): readonly Route[] {
  const guard = new ReplayGuard(Math.floor(Date.now() / 1000))
  const keysOf = (sender: string) => (sender === hubCode ? hubKeys : null)
  const route = (path: string, answer: (body: unknown) => Promise<object>): Route => ({
    ...{ method: 'POST', path, maxBodyBytes },
    async answer(request) {
      const { body } = request
      await verifyAgencyToken(bearerToken(request), { body, keysOf, guardOf: () => guard })
      return json(await answer(parseJsonBody(body)))
    },
  })
  return [
    route(undoneLinksPath, (body) => findUndone(parts, readUndoneQuestion(body).after)),
    route(keptFromPath, (body) => keptFrom(parts, readRecipients(body))),
  ]
}
