import type { Agency } from '../../common/register'
import type { LinkKey } from '../../common/registration/link-tokens'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import type { PolicyInForce } from '../../policies/in-force/policy-in-force'
import type { ServiceCounts } from '../kit/service/service-counts'
import { createDisputeNotes } from './dispute-notes'
import type { IndexContext } from './index-context'
import type { LinkService } from './link-service'
import type { IndexModels } from './models'
import { createPersonLookup } from './person-lookup'
import { createRelatedStaff } from './related-staff'
import { offeringAgencies } from './second-step/offering'
import { ReviewDesk } from './reviews/review-desk'
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
  readonly links: Pick<LinkService, 'decide'>
}) {
  const { models, counts, linkKey, sealer, likenesses, register, inForce, links } = parts
  const isHidden = ({ existenceProtected }: Agency) => existenceProtected
  const hidden = new Set(register.filter(isHidden).map(({ code }) => code))
  const offering = new Set(offeringAgencies(register))
  const nameable = new Set(register.map(({ code }) => code).filter((code) => !hidden.has(code)))
  return (claims: HubTokenClaims): IndexContext => {
    const { policies } = inForce
    const { openReference } = sealer
    const asker = askerOf(claims, linkKey, sealer)
    const lookup = createPersonLookup(models, { counts, asker, openReference })
    const searching = {
      models,
      counts,
      sealer: likenesses,
      findById: (id: string) => lookup.findById(id),
    }
    const { findById } = searching
    return {
      ...{ claims, policies, linkKey, sealer, lookup, found: new Set(), standIns: new Map() },
      desk: new ReviewDesk({ models, links, nameable, findById, sealer, offering }),
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

/** What the hub is told beside the people themselves. */
export function tellHub({ relatedStaff, disputes, found, standIns }: IndexContext) {
  const { noted: relations } = relatedStaff
  const { noted: disputed, possible } = disputes
  const told = [relations, disputed, possible, found, standIns]
  if (told.every(({ size }) => size === 0)) return null
  return {
    ...(found.size > 0 ? { found: [...found] } : {}),
    ...(standIns.size > 0 ? { standIns: Object.fromEntries(standIns) } : {}),
    ...(relations.size > 0 ? { relations: Object.fromEntries(relations) } : {}),
    ...(possible.size > 0 ? { possible: Object.fromEntries(possible) } : {}),
    ...(disputed.size > 0 ? { disputed: Object.fromEntries(disputed) } : {}),
  }
}
