import type { ReviewOutcome, Word } from '../../../subgraphs/person-index/ledger/entry'
import { pairId, pairKeys } from '../../../subgraphs/person-index/ledger/pair'
import { ReviewDesk } from '../../../subgraphs/person-index/reviews/review-desk'
import { plainSealer } from './plain-sealer'
import { TestIndex } from './test-index'

/** What a manager says of two records. */
export function wordOf(outcome: ReviewOutcome, staffId = 'manager-1'): Word {
  return { outcome, staffId, homeAgency: 'hub', reason: 'Compared by hand, twice' }
}

/** The index with managers who say which records are one person. */
export class DecidingIndex extends TestIndex {
  async pairOf(a: string, b: string) {
    return this.models.pairs.findById(pairId(pairKeys(a, b))).lean()
  }

  decide(outcome: ReviewOutcome, a: string, b: string, staffId?: string) {
    const word = wordOf(outcome, staffId)
    return this.links.decide({ word, pairs: [pairKeys(a, b)], against: [], overrule: false })
  }

  /** Where managers look who may know of these agencies' records. */
  desk(...agencies: readonly string[]): ReviewDesk {
    const lookup = this.lookup()
    return new ReviewDesk({
      ...{ sealer: plainSealer, offering: new Set<string>() },
      ...{ models: this.models, links: this.links, nameable: new Set(agencies) },
      findById: (id) => lookup.findById(id),
    })
  }

  /** As somebody decides who looks at the pair first. @throws Error when there is no such pair */
  async decideAt(a: string, b: string, outcome: ReviewOutcome, staffId?: string) {
    const at = this.desk('north', 'south', 'homes')
    const found = await at.find(pairId(pairKeys(a, b)))
    if (!found) throw new Error('There is no such pair')
    return at.decide(found, wordOf(outcome, staffId), false)
  }
}
