import type { Agency } from '../../common/register'
import { decide, mayClaim } from '../../policies/decide'
import type { Policy } from '../../policies/policy'
import { enquiryLifeMinutes, mayAskWithoutCase, requiredStatements } from '../../policies/review'
import type { Category } from '../../policies/vocabulary'
import { categories, purposes, statements } from '../../policies/vocabulary'
import { categoryWords, purposeWords } from '../words/policy-words'
import { listed } from '../words/text'

/** A purpose that somebody may state, and what it lets them see. */
export interface ClaimablePurpose {
  readonly purpose: string
  readonly words: string
  /** Statute and section; empty when the policy names none. */
  readonly law: string
  readonly mayLackCase: boolean
  readonly lifeMinutes: number
  readonly needsNecessity: boolean
  readonly sources: readonly { readonly agency: string; readonly sees: string }[]
  /** Agencies that show nothing to the role for this purpose. */
  readonly nothingFrom: string
}

/** About whom or what nothing is a matter of showing a person. */
const notShown: ReadonlySet<Category> = new Set([
  ...(['LINK_REVIEW', 'LINK_NOTICE', 'HUB_RECORD', 'AUDIT_RECORD'] as const),
])

/** What these roles may claim today, in the order of the policy. */
export function claimablePurposes(
  roles: readonly string[],
  policy: Policy,
  { agencies, today }: { readonly agencies: readonly Agency[]; readonly today: string },
): readonly ClaimablePurpose[] {
  return purposes
    .filter((purpose) => mayClaim(roles, purpose, policy))
    .map((purpose) => {
      const sources = agencies.map(({ displayName, kind }) => ({
        agency: displayName,
        sees: listed(seenBy({ roles, purpose, sourceKind: kind, askedOn: today }, policy)),
      }))
      return {
        purpose,
        words: purposeWords(purpose),
        law: lawOf(purpose, policy, today),
        mayLackCase: mayAskWithoutCase(purpose, policy),
        lifeMinutes: enquiryLifeMinutes(purpose, policy),
        needsNecessity: requiredStatements(purpose, policy).includes('NECESSITY'),
        sources: sources.filter(({ sees }) => sees !== ''),
        nothingFrom: listed(sources.filter(({ sees }) => sees === '').map(({ agency }) => agency)),
      }
    })
}

interface Question {
  readonly roles: readonly string[]
  readonly purpose: string
  readonly sourceKind: string
  readonly askedOn: string
}

function seenBy(question: Question, policy: Policy): readonly string[] {
  const stated = [...statements]
  return categories
    .filter((category) => !notShown.has(category))
    .filter(
      (category) =>
        decide({ ...question, stated, categories: [category] }, policy).effect === 'permit',
    )
    .map((category) => categoryWords(category))
}

function lawOf(purpose: string, { terms }: Policy, today: string): string {
  const statutes = terms.get(purpose)?.statutes ?? []
  const found = statutes.find(
    ({ from, until }) => from <= today && (until === null || today <= until),
  )
  return found?.statute ?? ''
}
