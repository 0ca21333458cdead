import type { Classification } from '../../schema/classification'
import { safeText } from '../terminal-text'
import type { AuditArguments, WhoArguments } from './audit-arguments'
import type { AuditClient, Disclosure } from './audit-client'
import type { CommandResult } from './commands'
import { disclosureCsv } from './disclosure-rows'
import { categoryLines, counted, disclosureLines, timeText } from './disclosure-text'

/** Who saw a person, why, when, and what of which agency. */
export async function runWho(
  args: WhoArguments,
  client: AuditClient,
  classification: Classification,
): Promise<CommandResult> {
  const people = args.person ? await client.findPeople(args.person) : []
  if (people.length === 0 && !args.record)
    return { text: 'Nobody is known to the hub by that.', isGood: false }
  const found: Disclosure[] = []
  for (const person of people) found.push(...(await client.disclosuresOf(person)))
  if (args.record) found.push(...(await client.disclosedTo(args.record)))
  const disclosures = newestFirst(found)
  if (args.isCsv) return good(disclosureCsv(disclosures, classification).trimEnd())
  const blocks = disclosures.map((one) => disclosureLines(one, classification).join('\n'))
  const lines = [
    ...people.map((person) => `Person ${safeText(person)}`),
    ...(args.record
      ? [`Record ${safeText(args.record.reference)} of ${safeText(args.record.agency)}`]
      : []),
    `${counted(disclosures.length, 'answer')} from ${boundsText(args)}`,
    ...(disclosures.length > 0 ? [categoryLines(disclosures, classification).join('\n')] : []),
  ]
  return good([lines.join('\n'), ...blocks].join('\n\n'))
}

/** What must be looked at, oldest due first. */
export async function runReviews(
  args: AuditArguments,
  client: AuditClient,
  classification: Classification,
): Promise<CommandResult> {
  const found = await client.reviews()
  const reviews = [...found].toSorted((one, other) => compare(dueOf(one), dueOf(other)))
  if (args.isCsv) return good(disclosureCsv(reviews, classification).trimEnd())
  const head = `${counted(reviews.length, 'answer')} to look at, from ${boundsText(args)}`
  const blocks = reviews.map((review) => {
    const due = `due by ${timeText(review.reviewDueBy ?? '')}: ${review.reviewFlags.map((text) => safeText(text)).join(', ')}`
    const asItIs = disclosureLines({ ...review, reviewFlags: [] }, classification)
    return [
      due,
      `  request ${safeText(review.requestId)}`,
      ...asItIs.map((line) => `  ${line}`),
    ].join('\n')
  })
  return good([head, ...blocks].join('\n\n'))
}

/** Each answer once, however many of a person's ids lead to it. */
function newestFirst(found: readonly Disclosure[]): readonly Disclosure[] {
  const once = new Map(found.map((one) => [`${one.index} ${one.log}`, one]))
  return [...once.values()].toSorted((one, other) => compare(other.at, one.at))
}

function dueOf({ reviewDueBy, at }: Disclosure): string {
  return reviewDueBy ?? at
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function boundsText({ since, until }: AuditArguments): string {
  return `${timeText(since)} to ${timeText(until)} (UTC)`
}

function good(text: string): CommandResult {
  return { text, isGood: true }
}
