import { safeText } from '../terminal-text'
import type { IndexQuestion } from './arguments'
import { noticesText, noticeText } from './notice-text'

/** A pair's decision as the hub sends it. */
interface Decision {
  readonly outcome: string
  readonly staffId: string
  readonly homeAgency: string
  readonly reason: string
  readonly at: string
  readonly isInForce: boolean
}

interface Likeness {
  readonly bits: number
  readonly startBits: number
  readonly isPlaceKeptBack: boolean
  readonly modelVersion: string
  readonly secondStep: 'COMPARED' | 'WAITS' | 'NOT_OFFERED'
  readonly fields: readonly {
    readonly name: string
    readonly agreement: string
    readonly bits: number
    readonly rarityBand: number | null
    readonly secondAgreement: string | null
  }[]
}

interface Review {
  readonly id: string
  readonly status: string
  readonly isOpen: boolean
  readonly isVerified: boolean
  readonly isNumberTraced: boolean | null
  readonly waitingSince: string | null
  readonly leftAgency: string
  readonly rightAgency: string
  readonly likeness: Likeness | null
  readonly decisions: readonly Decision[]
  readonly againstSame: readonly Decision[]
  readonly againstDifferent: readonly Decision[]
}

/** How what was found reads, by the command that asked. */
const texts: Readonly<Record<IndexQuestion['command'], (found: never) => string>> = {
  reviews: queueText,
  review: reviewText,
  decide: decidedText,
  explain: explanationText,
  split: splitText,
  'believed-at': beliefText,
  notices: noticesText,
  acknowledge: noticeText,
}

/** What the hub found, as text; every word of it is somebody else's. */
export function answerText({ command }: IndexQuestion, found: unknown): string {
  if (found === null || found === undefined) return 'Nothing is known to you by that.'
  return texts[command](found as never)
}

function queueText({
  nodes,
  endCursor,
}: {
  readonly nodes: readonly Review[]
  readonly endCursor: string | null
}): string {
  if (nodes.length === 0) return 'Nothing waits to be looked at.'
  const more = endCursor === null ? [] : ['There are more: --first N shows more of them.']
  return [...nodes.map(reviewText), ...more].join('\n\n')
}

function reviewText(review: Review): string {
  const { id, status, isVerified, isNumberTraced, waitingSince, leftAgency, rightAgency } = review
  return [
    `Review ${safeText(id)}  ${safeText(status)}`,
    `  ${safeText(leftAgency)} and ${safeText(rightAgency)}`,
    ...(waitingSince === null ? [] : [`  since ${safeText(waitingSince)}`]),
    ...(isVerified
      ? ['  A verified identifier says that they are one person: parting them takes two people.']
      : []),
    ...(isNumberTraced === false
      ? ['  An NHS number was not traced: by itself it links nobody, and it may be wrong.']
      : []),
    ...likenessLines(review.likeness),
    ...decisionLines('Looked at before', review.decisions),
    ...decisionLines('SAME would contradict', review.againstSame),
    ...decisionLines('DIFFERENT would contradict', review.againstDifferent),
  ].join('\n')
}

/** The waterfall: where it begins, each field, and the whole. */
function likenessLines(likeness: Likeness | null): readonly string[] {
  if (!likeness) return []
  const { bits, startBits, fields, isPlaceKeptBack, modelVersion, secondStep } = likeness
  const line = (name: string, value: number, more = '') =>
    `  ${signed(value).padStart(7)}  ${safeText(name)}${more}`
  return [
    line('to begin with', startBits),
    ...fields.map((field) => line(field.name, field.bits, `: ${agreementText(field)}`)),
    line('together, in bits', bits, ` (model ${safeText(modelVersion)})`),
    ...(secondStep === 'WAITS' ? ['  Both agencies are asked to compare them once more.'] : []),
    ...(isPlaceKeptBack ? ['  A protected address: nothing of where they are is told.'] : []),
  ]
}

function agreementText({
  agreement,
  rarityBand,
  secondAgreement,
}: Likeness['fields'][number]): string {
  const rarity = rarityBand === null ? '' : ` (rarity ${rarityBand})`
  const second = secondAgreement === null ? '' : `; by both agencies: ${safeText(secondAgreement)}`
  return `${safeText(agreement)}${rarity}${second}`
}

function signed(bits: number): string {
  return `${bits < 0 ? '' : '+'}${bits.toFixed(1)}`
}

function decisionLines(head: string, decisions: readonly Decision[]): readonly string[] {
  return decisions.map(({ outcome, staffId, homeAgency, at, reason, isInForce }) => {
    const counts = isInForce ? '' : ' (does not count)'
    const who = `${safeText(staffId)} of ${safeText(homeAgency)}`
    return `  ${head}: ${safeText(outcome)}${counts} by ${who} at ${safeText(at)}: ${safeText(reason)}`
  })
}

function decidedText({
  state,
  review,
  overruled,
  heldSince,
}: {
  readonly state: string
  readonly heldSince: string | null
  readonly review: Review | null
  readonly overruled: readonly Decision[]
}): string {
  const head =
    state === 'IN_FORCE' ? 'Decided.' : 'Noted. A second person must say the same before it counts.'
  return [
    head,
    ...decisionLines('Overruled', overruled),
    ...(state === 'IN_FORCE' && heldSince !== null ? [sinceLine(heldSince)] : []),
    ...(review ? [reviewText(review)] : []),
  ].join('\n')
}

function explanationText({
  status,
  reasons,
  likeness,
  decisions,
}: {
  readonly status: string
  readonly reasons: readonly string[]
  readonly likeness: Likeness | null
  readonly decisions: readonly Decision[]
}): string {
  return [
    safeText(status),
    ...reasons.map((reason) => `  ${safeText(reason)}`),
    ...likenessLines(likeness),
    ...decisionLines('Looked at', decisions),
  ].join('\n')
}

function splitText({
  state,
  people,
  heldSince,
}: {
  readonly state: string
  readonly people: readonly string[]
  readonly heldSince: string | null
}): string {
  if (state !== 'IN_FORCE') return 'Noted. A second person must ask for the same split.'
  const who = people.map((id) => `  ${safeText(id)}`)
  const since = heldSince === null ? [] : [sinceLine(heldSince)]
  return ['Parted. They are now:', ...who, ...since].join('\n')
}

/** Who was told of one person what may have been of two. */
function sinceLine(heldSince: string): string {
  const since = safeText(heldSince)
  return `What was disclosed since ${since} may have been of two people: npm run log -- who --person ID --since ${since}
Organisations whose staff were told get a notice within a minute.`
}

function beliefText({
  at,
  records,
}: {
  readonly at: string
  readonly records: readonly {
    readonly agency: string
    readonly reference: string
    readonly isStill: boolean
  }[]
}): string {
  const lines = records.map(
    ({ agency, reference, isStill }) =>
      `  ${safeText(agency)}/${safeText(reference)}${isStill ? '' : '  (is not any more)'}`,
  )
  return [`At ${safeText(at)} this person was held to be`, ...lines].join('\n')
}
