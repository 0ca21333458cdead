import type { Agency } from '../../common/register'
import type { LinkKey } from '../../common/registration/link-tokens'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import type { PolicyInForce } from '../../policies/in-force/policy-in-force'
import type { ServiceCounts } from '../kit/service/service-counts'
import { createDisputeNotes } from './dispute-notes'
import type { IndexContext } from './index-context'
import type { IndexModels } from './models'
import { createPersonLookup } from './person-lookup'
import { createRelatedStaff } from './related-staff'
import type { TokenSealer } from './sealed-tokens'
import type { LikenessSealer } from './search/likeness-sealer'
import { findUnsearchable, searchPeople } from './search/person-search'
import { askerOf } from './visible-records'

/** What a request is answered with: one policy from its beginning to its end. */
export function contextMaker(parts: {
  readonly models: IndexModels
  readonly counts: ServiceCounts
  readonly linkKey: LinkKey
  readonly sealer: TokenSealer
  readonly likenesses: LikenessSealer
  readonly register: readonly Agency[]
  readonly inForce: PolicyInForce
}) {
  const { models, counts, linkKey, sealer, likenesses, register, inForce } = parts
  const hidden = new Set(register.filter(isExistenceProtected).map(({ code }) => code))
  return (claims: HubTokenClaims): IndexContext => {
    const { policies } = inForce
    const lookup = createPersonLookup(models, { counts, asker: askerOf(claims, linkKey, sealer) })
    const searching = {
      models,
      counts,
      sealer: likenesses,
      findById: (id: string) => lookup.findById(id),
    }
    return {
      ...{ claims, policies, linkKey, sealer, lookup, found: new Set() },
      search: (searched) => searchPeople(searched, searching),
      findUnsearchable: async () => {
        const codes = await findUnsearchable(models)
        return codes.filter((code) => !hidden.has(code))
      },
      relatedStaff: createRelatedStaff({ ...models, counts }, claims, policies),
      disputes: createDisputeNotes(register),
    }
  }
}

function isExistenceProtected({ existenceProtected }: Agency): boolean {
  return existenceProtected
}

/** What the hub is told beside the people themselves. */
export function tellHub({ relatedStaff, disputes, found }: IndexContext) {
  const { noted: relations } = relatedStaff
  const { noted: disputed } = disputes
  if (relations.size + disputed.size + found.size === 0) return null
  return {
    ...(found.size > 0 ? { found: [...found] } : {}),
    ...(relations.size > 0 ? { relations: Object.fromEntries(relations) } : {}),
    ...(disputed.size > 0 ? { disputed: Object.fromEntries(disputed) } : {}),
  }
}
