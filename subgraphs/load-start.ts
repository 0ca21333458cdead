import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import type { StartService } from './kit/service/service-start'

/**
 * What starts a service of the hub's own: `startService` of `<code>/service`. Found by the code, so
 * that a further service is its folder and a line of the register of services, and nothing else.
 * @param folder where the folders of services are
 * @throws Error when there is no such file or export
 */
export function loadStart(code: string, folder = __dirname): StartService {
  // From sources or from the build, whichever this is.
  const program = path.join(folder, code, `service${path.extname(__filename)}`)
  if (!existsSync(program)) throw new Error(`${code}: subgraphs/${code}/service.ts is missing`)
  const exported = createRequire(__filename)(program) as { readonly startService?: StartService }
  if (typeof exported.startService === 'function') return exported.startService
  throw new Error(`${code}: subgraphs/${code}/service.ts does not export startService`)
}
