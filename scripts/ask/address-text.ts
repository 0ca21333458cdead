import type { Associate, Call, EventPart, InsightsAnswer } from './insights-answer'
import type { Naming } from './insights-lines'
import {
  evidenceText,
  lineOf,
  periodText,
  section,
  sourcesText,
  timeText,
  untold,
  wordsOf,
} from './insights-lines'

/** Who is associated with an address, the orders that hold, the violence, and the calls there. */
export function addressLines(answer: InsightsAnswer, naming: Naming): readonly string[] {
  return [...associateSections(answer, naming), ...callSection(answer, naming)]
}

function associateSections(
  { associates: found, hasMorePeople }: InsightsAnswer,
  naming: Naming,
): readonly string[] {
  if (!found) return untold('Who is associated, what orders hold, what violence is recorded')
  const { associates } = found
  const more = hasMorePeople === true ? ', and more than are told' : ''
  const eventsOf = (events: (one: Associate) => readonly EventPart[]) =>
    associates.flatMap((one) => events(one).map((event) => eventLine(one, event, naming)))
  return [
    ...section(
      `Who is associated (${associates.length}${more})`,
      associates.map((one) => associateLine(one, naming)),
      'Nobody that any agency tells of.',
    ),
    ...section(
      'Active orders of who is there',
      eventsOf(({ activeOrders }) => activeOrders),
      'None that could be seen.',
    ),
    ...section(
      'Violence of who is there, in any force',
      eventsOf(({ violence }) => violence),
      'None that could be seen.',
    ),
  ]
}

function associateLine(one: Associate, naming: Naming): string {
  const { person, kind, strength, isCurrent } = one
  const presence = isCurrent === null ? 'PERHAPS THERE' : isCurrent ? 'THERE NOW' : 'NO LONGER'
  return lineOf([
    ...[presence.padEnd(13), naming.person(person.id), `${wordsOf(kind)}, ${wordsOf(strength)}`],
    ...[periodText(one), evidenceText(one, naming)],
  ])
}

function eventLine({ person }: Associate, event: EventPart, naming: Naming): string {
  const who = naming.person(person.id)
  return lineOf([
    ...[timeText(event.occurredAt), naming.agency(event.agency), event.sentence],
    ...[who, sourcesText([event], naming)],
  ])
}

function callSection({ calls: found }: InsightsAnswer, naming: Naming): readonly string[] {
  if (!found) return untold('Calls to the police there, and how they were closed')
  const { calls, domesticCalls, domesticClosedOtherwise } = found
  const counts = `${calls.length}; ${domesticCalls} domestic, ${domesticClosedOtherwise} of these closed as something else`
  return section(
    `Calls to the police there, and how they were closed (${counts})`,
    calls.map((call) => callLine(call, naming)),
    'None that could be seen.',
  )
}

function callLine(call: Call, naming: Naming): string {
  const { occurredAt, sentence } = call.event
  return lineOf([timeText(occurredAt), sentence, evidenceText(call, naming)])
}
