import type { Route } from '../../common/http/route'
import type { KeyFinder } from '../../common/keys/keys'
import type { Agency } from '../../common/register'
import { openLinkKey } from '../../common/registration/link-tokens'
import type { openDatabase } from '../kit/service/database'
import { agencyRoutes } from './agency-routes'
import { refuseForeignKeys, refuseOtherKeys } from './keys/key-state'
import { openOwnKeys } from './keys/own-keys'
import type { LinkServiceOptions } from './link-service'
import { LinkService } from './link-service'
import type { IndexModels } from './models'
import { createIndexModels } from './models'
import { createProtectionAnswers } from './protections'
import { sealStored } from './seal-stored'
import { createTokenSealer } from './sealed-tokens'
import { createLikenessSealer } from './search/likeness-sealer'
import { JobBoard } from './second-step/job-board'
import { offeringAgencies } from './second-step/offering'
import { hubRoutes } from './undone/hub-routes'

type Sealing = ReturnType<typeof openSealing>

/** The keys of the index: the agencies' for identifiers, not that for names, and under its own what it keeps. */
export function openSealing(dataFolder: string) {
  const keys = openOwnKeys(dataFolder)
  return {
    keyCount: keys.length,
    linkKey: openLinkKey(dataFolder),
    sealer: createTokenSealer(...keys),
    likenesses: createLikenessSealer(...keys),
  }
}

/** Data of other keys is refused, and an older store sealed, before anything is read from it. */
export async function openModels(
  database: Awaited<ReturnType<typeof openDatabase>>,
  { sealer, keyCount }: Sealing,
): Promise<IndexModels> {
  const models = createIndexModels(database.connection)
  await database.buildIndexes()
  await refuseOtherKeys(models, keyCount)
  await refuseForeignKeys(models, sealer)
  await sealStored(models, sealer)
  return models
}

export function openLinks(
  models: IndexModels,
  { sealer, likenesses }: Sealing,
  options: LinkServiceOptions,
) {
  return new LinkService(models, sealer, { likenesses, ...options })
}

interface Asked {
  readonly models: IndexModels
  readonly sealing: Sealing
  readonly links: LinkService
  readonly board: JobBoard
  readonly keysOf: (agency: string) => KeyFinder | null
  readonly hubKeys: KeyFinder
}

/** What agencies and the hub itself ask, each under its own signature. */
export function routesOf(
  { models, sealing, links, board, keysOf, hubKeys }: Asked,
  { protectionAgeSeconds }: { readonly protectionAgeSeconds: number },
): readonly Route[] {
  const minimumAgeMs = protectionAgeSeconds * 1000
  const answerProtections = createProtectionAnswers(models, { minimumAgeMs, ...sealing })
  return [
    ...agencyRoutes({ links, answerProtections, board, keysOf }),
    ...hubRoutes({ models, ...sealing, hubKeys }),
  ]
}

/** Where agencies that take part in the second step find what they are to compare. */
export function openBoard(
  models: IndexModels,
  { sealer }: Sealing,
  { register, links }: { readonly register: readonly Agency[]; readonly links: LinkService },
): JobBoard {
  const offering = new Set(offeringAgencies(register))
  return new JobBoard({ models, sealer, offering, write: (task) => links.inTurn(task) })
}
