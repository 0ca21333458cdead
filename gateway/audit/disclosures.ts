import { HubError } from '../../common/errors'
import { readCheckpoint } from '../../disclosure-log/checkpoint'
import type { ProvenAnswer } from '../../disclosure-log/disclosure-log'
import type { DisclosureEntry, SourceEntry } from '../../disclosure-log/entry'
import type { FoundDisclosure, LogQuestion } from '../../disclosure-log/log-question'
import type { RecordNames } from '../../disclosure-log/record-digest'
import type { ExecutionContext } from '../calls/execution-context'
import type { Requester } from '../operation/requester'
import type { DisclosedToArguments, DisclosuresArguments, ReviewsArguments } from './read-question'
import {
  readDisclosedTo,
  readDisclosures,
  readOwnLookups,
  readReviews,
  toCursor,
} from './read-question'

/** What is asked of the log. */
export interface LogReaders {
  readonly findDisclosures: DisclosureFinder
  readonly proveDisclosure: DisclosureProver
}

/** Finds disclosures, newest first. @throws when the log cannot be read */
export type DisclosureFinder = (question: LogQuestion) => Promise<readonly FoundDisclosure[]>

/** Finds one answer and its proof. @throws when the log cannot be read */
export type DisclosureProver = (log: string, index: number) => Promise<ProvenAnswer | null>

/** The schema has checked them, and only the gateway's own data source executes it. */
type Arguments = Readonly<Record<string, unknown>>

/**
 * The root fields that ask the disclosure log. Who may ask is the policy's to say, before.
 * @throws HubError LOG_UNAVAILABLE when it cannot be read
 */
export function disclosureResolvers(
  { findDisclosures: find, proveDisclosure }: LogReaders,
  namesOf: RecordNames,
) {
  return {
    disclosures: async (_parent: unknown, args: Arguments, context: unknown) => {
      const question = readDisclosures(args as unknown as DisclosuresArguments)
      // Whoever asks who looked at a person has asked about that person.
      if (question.person !== null)
        (context as ExecutionContext).record.subjects.add(question.person)
      return toPage(await read(find, question), question)
    },
    reviews: async (_parent: unknown, args: Arguments) => {
      const question = readReviews(args as unknown as ReviewsArguments)
      return toPage(await read(find, question), question)
    },
    disclosedTo: async (_parent: unknown, args: Arguments) => {
      const question = readDisclosedTo(args as unknown as DisclosedToArguments, namesOf)
      return toPage(await read(find, question), question)
    },
    disclosureProof: async (_parent: unknown, args: Arguments) => {
      const { log, index } = args as { readonly log: string; readonly index: number }
      const found = index < 0 ? null : await orUnreadable(proveDisclosure(log, index))
      return found && toProof(found)
    },
    ownLookups: async (_parent: unknown, args: Arguments, context: unknown) => {
      const { requester } = (context as ExecutionContext).request
      const question = readOwnLookups(args as unknown as ReviewsArguments, requester)
      return (await read(find, question))
        .filter(({ entry }) => isOf(requester, entry) && isAboutSomebody(entry))
        .slice(0, question.limit)
        .map(({ entry }) => entry)
    },
  }
}

/** Staff of two organisations may have one id, and a system asks for many. */
function isOf(
  { staffId, homeAgency, onBehalfOf }: Requester,
  entry: Pick<DisclosureEntry, 'staffId' | 'homeAgency' | 'onBehalfOf'>,
): boolean {
  return (
    entry.staffId === staffId &&
    entry.homeAgency === homeAgency &&
    entry.onBehalfOf === (onBehalfOf ?? null)
  )
}

/** Of an answer that was refused because of who asked, nobody was shown: it is not led back to. */
function isAboutSomebody({ people, review }: DisclosureEntry): boolean {
  const isRefused = review?.flags.some((flag) => flag === 'SELF' || flag === 'SAME_HOUSEHOLD')
  return people.length > 0 && isRefused !== true
}

/** One more than asked for tells whether there is another page. */
function read(find: DisclosureFinder, question: LogQuestion) {
  return orUnreadable(find({ ...question, limit: question.limit + 1 }))
}

/** What the log's database gives. @throws HubError LOG_UNAVAILABLE */
export async function orUnreadable<Found>(reading: Promise<Found>): Promise<Found> {
  try {
    return await reading
  } catch (cause) {
    const message = 'The disclosure log cannot be read now. Try again in a moment.'
    throw new HubError('LOG_UNAVAILABLE', message, { cause })
  }
}

function toPage(found: readonly FoundDisclosure[], { limit }: LogQuestion) {
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return {
    nodes: shown.map(toDisclosure),
    endCursor: last ? toCursor({ ...last, at: last.entry.at }) : null,
  }
}

function toProof({ proof, holds, key, ...found }: ProvenAnswer) {
  const stated = proof && readCheckpoint(proof.checkpoint)
  return {
    disclosure: toDisclosure(found),
    holds,
    ...{ size: stated?.size, signedAt: stated?.at, root: stated?.root.toString('base64') },
    ...{ steps: proof?.proof, key, document: proof && JSON.stringify(proof, null, 2) },
  }
}

function toDisclosure({ log, index, entry }: FoundDisclosure) {
  const { review, sources, statements = {}, ...rest } = entry
  return {
    ...rest,
    ...{ log, index },
    statements: Object.entries(statements).map(([statement, text]) => ({ statement, text })),
    sources: sources.map(toSource),
    reviewFlags: review?.flags ?? [],
    reviewDueBy: review?.dueBy ?? null,
  }
}

function toSource({ coverage, ...source }: SourceEntry) {
  return { ...source, status: coverage?.status ?? null, statusReason: coverage?.reason ?? null }
}
