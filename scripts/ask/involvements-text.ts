import type { InsightsAnswer, Involvement } from './insights-answer'
import type { Naming } from './insights-lines'
import { evidenceText, lineOf, section, untold } from './insights-lines'

/** Who works with the person, and whom to ring there: a desk, never somebody's own number. */
export function involvementLines(
  { involvements }: InsightsAnswer,
  naming: Naming,
): readonly string[] {
  if (!involvements) return untold('Who works with the person')
  return section(
    `Who works with the person, and whom to ring (${involvements.services.length})`,
    involvements.services.map((one) => serviceLine(one, naming)),
    'Nobody that could be seen.',
  )
}

function serviceLine(one: Involvement, naming: Naming): string {
  const { agency, service, workerRole, startDate, endDate, desk, deskTelephone, deskHours } = one
  const ring = [desk, deskTelephone, deskHours].filter((part) => part !== null).join(', ')
  return lineOf([
    ...[naming.agency(agency), service ?? '', workerRole ?? ''],
    `${startDate ?? 'not known since when'} to ${endDate ?? 'now'}`,
    ring === '' ? 'no desk is given' : `ring ${ring}`,
    evidenceText(one, naming),
  ])
}
