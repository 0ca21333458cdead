import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import { reasonMinLength } from '../../../policies/purposes'
import { readInstant, refuseArgument } from '../../kit/service/list-arguments'
import type { IndexContext } from '../index-context'
import { inSteps } from '../in-steps'
import type { ReviewOutcome, Word } from '../ledger/entry'
import { believedRecords } from '../ledger/believed'
import type { EarlierDecision } from '../links/earlier-decisions'
import type { PairDecision } from '../ledger/pair'
import type { ReviewCase } from './review-case'
import type { NamedRecord, ReviewPage } from './review-desk'
import { describeLikeness, reasonsOf, toldStatus } from './review-words'
import { asPerson } from './side'

const mostReviews = 50
const mostSplit = 500
const longestReason = 300

/** How managers of the hub look at pairs of records. */
export const reviewQueries = {
  reviewQueue(
    _root: unknown,
    { first, after }: { readonly first?: number | null; readonly after?: string | null },
    { desk }: IndexContext,
  ): Promise<ReviewPage> {
    const length = first ?? 20
    if (!Number.isInteger(length) || length < 1 || length > mostReviews)
      throw refuseArgument('first', `must be a whole number from 1 to ${mostReviews}`)
    return desk.queue(length, after ?? null)
  },
  linkReview: (_root: unknown, { id }: { readonly id: string }, context: IndexContext) =>
    findCase(id, context),
  async explainLink(
    _root: unknown,
    { a, b }: { readonly a: NamedRecord; readonly b: NamedRecord },
    context: IndexContext,
  ): Promise<ReviewCase | null> {
    const found = await inSteps(() => context.desk.findBetween(a, b))
    return found && admitBoth(found, context)
  },
  async believedAt(
    _root: unknown,
    { person, at }: { readonly person: string; readonly at: string },
    context: IndexContext,
  ) {
    const moment = readInstant('at', at)
    if (!moment) throw refuseArgument('at', 'must say when')
    return inSteps(() => believed(person, moment, context))
  },
}

/** How they decide. */
export const reviewMutations = {
  async decideReview(
    _root: unknown,
    args: {
      readonly id: string
      readonly outcome: ReviewOutcome
      readonly reason: string
      readonly overrule?: boolean | null
    },
    context: IndexContext,
  ) {
    const word = { outcome: args.outcome, ...wordOf(context.claims, args.reason) }
    const found = await findCase(args.id, context)
    if (!found) throw refuseArgument('id', 'is no review that you may look at')
    const decided = await context.desk.decide(found, word, args.overrule ?? false)
    return { ...decided, review: await context.desk.find(args.id) }
  },
  async splitPerson(
    _root: unknown,
    args: {
      readonly person: string
      readonly records: readonly NamedRecord[]
      readonly reason: string
      readonly overrule?: boolean | null
    },
    context: IndexContext,
  ) {
    if (args.records.length > mostSplit)
      throw refuseArgument('records', `must be at most ${mostSplit}`)
    const word: Word = { outcome: 'DIFFERENT', ...wordOf(context.claims, args.reason) }
    const person = await context.lookup.findById(args.person)
    if (!person) throw refuseArgument('person', 'is nobody whom you may know of')
    await context.relatedStaff.admit(person)
    context.found.add(person.id)
    const split = await context.desk.split(person.id, args.records, {
      ...{ word, overrule: args.overrule ?? false },
    })
    // Whoever comes of it is a subject too.
    for (const id of split.people) context.found.add(id)
    return split
  },
}

async function findCase(id: string, context: IndexContext): Promise<ReviewCase | null> {
  if (!/^[0-9a-f]{32}$/.test(id)) throw refuseArgument('id', 'is not the id of a review')
  const found = await inSteps(() => context.desk.find(id))
  return found && admitBoth(found, context)
}

/** Whom it is about is written down. @throws HubError WITHHELD when the one who asks is close to either */
async function admitBoth(found: ReviewCase, context: IndexContext): Promise<ReviewCase> {
  for (const { person } of [found.left, found.right]) {
    await context.relatedStaff.admit(person)
    context.found.add(person.id)
  }
  return found
}

async function believed(id: string, at: Date, context: IndexContext) {
  const { desk, lookup, sealer } = context
  const keys = await believedRecords(desk.models, id, at)
  const records = await desk.models.records.find({ _id: { $in: [...keys] } }).lean()
  const told = await Promise.all(
    records.map(async ({ _id, agency, sealedRef, personId }) => {
      const person = personId === null ? null : await lookup.findById(personId)
      if (!person || !desk.mayName(agency) || !person.keys.includes(_id)) return []
      await context.relatedStaff.admit(person)
      context.found.add(person.id)
      const reference = sealer.openReference(_id, sealedRef)
      return [{ agency, reference, isStill: personId === id }]
    }),
  )
  const known = told.flat()
  if (known.length === 0) return null
  context.found.add(id)
  return { at: at.toISOString(), records: known.toSorted(byName) }
}

function byName(one: NamedRecord, other: NamedRecord): number {
  const [a, b] = [one, other].map(({ agency, reference }) => `${agency}/${reference}`)
  return (a ?? '') < (b ?? '') ? -1 : 1
}

/** Who says it, and why. @throws HubError BAD_USER_INPUT */
function wordOf(
  { homeAgency, sub, onBehalfOf }: HubTokenClaims,
  reason: string,
): Omit<Word, 'outcome'> {
  const text = reason.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
  if (text.length < reasonMinLength || text.length > longestReason)
    throw refuseArgument('reason', `must have ${reasonMinLength} to ${longestReason} characters`)
  const said = { homeAgency, reason: text }
  return onBehalfOf === undefined
    ? { staffId: sub, ...said }
    : { staffId: onBehalfOf, system: sub, ...said }
}

type Case<Told> = (found: ReviewCase, args: unknown, context: IndexContext) => Told

/** What is told of a pair. */
export const reviewResolvers = {
  LinkReview: {
    id: ({ pair }: ReviewCase) => pair._id,
    status: toldStatus,
    waitingSince: ({ pair }: ReviewCase) => pair.since?.toISOString() ?? null,
    isOpen: ({ pair }: ReviewCase) => pair.isOpen,
    likeness: ((found, _args, { desk }) =>
      describeLikeness(found, (agency) => desk.offersSecondStep(agency))) satisfies Case<unknown>,
    decisions: ({ pair }: ReviewCase) => pair.decisions.map(ofPair(pair._id)).toReversed(),
    againstSame: (async (found, _args, { desk }) =>
      (await desk.earlier(found)).againstSame.map(told)) satisfies Case<unknown>,
    againstDifferent: (async (found, _args, { desk }) =>
      (await desk.earlier(found)).againstDifferent.map(told)) satisfies Case<unknown>,
    leftAgency: ({ left }: ReviewCase) => left.agency,
    rightAgency: ({ right }: ReviewCase) => right.agency,
    left: ((found, _args, context) => showSide(found, 'left', context)) satisfies Case<unknown>,
    right: ((found, _args, context) => showSide(found, 'right', context)) satisfies Case<unknown>,
  },
  ReviewResult: {
    heldSince: sinceText,
    overruled: ({ overruled }: { readonly overruled: readonly EarlierDecision[] }) =>
      overruled.map(told),
  },
  SplitResult: { heldSince: sinceText },
  LinkExplanation: {
    status: ({ pair, left, right }: ReviewCase) =>
      left.person.id === right.person.id ? 'LINKED' : pair.status,
    reasons: async (found: ReviewCase, _args: unknown, { desk }: IndexContext) =>
      reasonsOf(found, await desk.sharedTypes(found)),
    likeness: ((found, _args, { desk }) =>
      describeLikeness(found, (agency) => desk.offersSecondStep(agency))) satisfies Case<unknown>,
    decisions: ({ pair }: ReviewCase) => pair.decisions.map(ofPair(pair._id)).toReversed(),
  },
}

function sinceText({ heldSince }: { readonly heldSince: Date | null }): string | null {
  return heldSince?.toISOString() ?? null
}

async function showSide(found: ReviewCase, side: 'left' | 'right', context: IndexContext) {
  await admitBoth(found, context)
  const shown = asPerson(found[side])
  context.standIns.set(shown.id, found[side].person.id)
  return shown
}

function told({ pair, ...decision }: EarlierDecision) {
  return ofPair(pair._id)(decision)
}

function ofPair(review: string) {
  return ({ at, outcome, staffId, homeAgency, reason, isInForce }: PairDecision) => ({
    ...{ review, outcome, staffId, homeAgency, reason, isInForce, at: at.toISOString() },
  })
}
