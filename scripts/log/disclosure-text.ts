import type { Classification } from '../../schema/classification'
import { safeText } from '../terminal-text'
import type { Disclosure, DisclosureSource } from './audit-client'
import { categoriesOf, countCategories } from './told-categories'

/** What was told over all answers, a line for each category of each agency. */
export function categoryLines(
  disclosures: readonly Disclosure[],
  classification: Classification,
): readonly string[] {
  const counts = countCategories(disclosures, classification)
  if (counts.length === 0) return ['Nothing was told.']
  const lines = counts.map(({ category, source, answers, staff }) => {
    const names = `${safeText(category).padEnd(24)}  ${safeText(source).padEnd(26)}`
    return `  ${names}  ${counted(answers, 'answer')} to ${counted(staff, 'member')} of staff`
  })
  return ['Told, by category:', ...lines]
}

/** One answer: who was told, why, and what of which agency. */
export function disclosureLines(
  disclosure: Disclosure,
  classification: Classification,
): readonly string[] {
  const { at, people, sources, statements } = disclosure
  const others = people.length > 1 ? `  (an answer about ${people.length} people)` : ''
  return [
    `${timeText(at)}  ${whoText(disclosure)}${others}`,
    `  why: ${whyText(disclosure)}`,
    ...statements.map(({ statement, text }) => `  ${safeText(statement)}: ${safeText(text)}`),
    ...sources.filter(isWorthALine).map((source) => `  ${sourceText(source, classification)}`),
    ...reviewLines(disclosure),
  ]
}

/** What must be looked at, and by when. */
export function reviewLines({ reviewFlags, reviewDueBy }: Disclosure): readonly string[] {
  if (reviewFlags.length === 0) return []
  const flags = reviewFlags.map((text) => safeText(text)).join(', ')
  return [`  review: ${flags}, due by ${timeText(reviewDueBy ?? 'nobody knows when')}`]
}

/** `2026-05-04T21:10:00.000Z` as `2026-05-04 21:10`. */
export function timeText(moment: string): string {
  return safeText(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(moment) ? moment.slice(0, 16).replace('T', ' ') : moment,
  )
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function whoText({ staffId, onBehalfOf, homeAgency, roles }: Disclosure): string {
  const staff =
    onBehalfOf === null ? safeText(staffId) : `${safeText(onBehalfOf)} by ${safeText(staffId)}`
  return `${staff} of ${safeText(homeAgency)} (${roles.map((text) => safeText(text)).join(', ')})`
}

function whyText({ purpose, caseReference, reason }: Disclosure): string {
  if (purpose === null && reason !== null) return `refused for its reason: ${safeText(reason)}`
  if (purpose === null) return 'about nobody in particular'
  return `${safeText(purpose)}, case ${safeText(caseReference ?? 'none')}: ${safeText(reason ?? 'no reason')}`
}

/** An agency that was not asked, and the hub's own services when they told nothing, say nothing. */
function isWorthALine({ disclosed, withheld, status }: DisclosureSource): boolean {
  return disclosed.length > 0 || withheld.length > 0 || (status !== null && status !== 'NOT_ASKED')
}

function sourceText(source: DisclosureSource, classification: Classification): string {
  const { disclosed, withheld, records, status, statusReason } = source
  const told = categoriesOf(source, classification).map((text) => safeText(text))
  const because = [status, statusReason].flatMap((part) => (part === null ? [] : [safeText(part)]))
  const parts = [
    disclosed.length > 0
      ? `told ${told.join(', ') || 'that there is a record, or none'}`
      : 'told nothing',
    ...(records === null ? [] : [counted(records, 'record')]),
    ...(withheld.length > 0 ? [`${counted(withheld.length, 'field')} withheld`] : []),
    ...(because.length > 0 ? [because.join(' ')] : []),
  ]
  return `${safeText(source.source)}: ${parts.join('; ')}`
}
