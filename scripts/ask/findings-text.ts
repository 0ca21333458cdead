import type { Finding, InjurySeries, InsightsAnswer, Relationship } from './insights-answer'
import type { Naming } from './insights-lines'
import {
  evidenceText,
  lineOf,
  section,
  sourcesText,
  timeText,
  untold,
  wordsOf,
} from './insights-lines'
import { involvementLines } from './involvements-text'

/** Attendances and injuries, what people are to the person, the concerns and the patterns. */
export function findingLines(answer: InsightsAnswer, naming: Naming): readonly string[] {
  const { injuries, relationships, concerns, patterns } = answer
  return [
    ...(injuries ? injurySection(injuries, naming) : untold('Attendances and injuries')),
    ...(relationships
      ? section(
          'What they are to each other, as agencies say it',
          relationships.pairs.flatMap((pair) => pairLines(pair, naming)),
          'Nothing that could be seen.',
        )
      : untold('What they are to each other')),
    ...involvementLines(answer, naming),
    ...findingSection('Concerns', concerns, naming),
    ...findingSection('Patterns', patterns, naming),
  ]
}

function injurySection(series: InjurySeries, naming: Naming): readonly string[] {
  const { total, headInjuries, assaults, withAlcohol, recordsOfInjury, attendances } = series
  const seen = `${total} injuries, each once, from ${recordsOfInjury} records`
  const parts = `${headInjuries} to the head or face, ${assaults} told as an assault, ${withAlcohol} with alcohol`
  return section(
    'Attendances and injuries',
    [
      lineOf([`${attendances} attendances; an attendance is no injury`]),
      lineOf([`${seen}: ${parts}`, evidenceText(series, naming)]),
      ...series.bySource.map((one) =>
        lineOf([
          `${naming.agency(one.agency)}: ${one.attendances} attendances, ${one.injuries} injuries, ${one.headInjuries} to the head or face`,
          one.notWritten > 0 ? `nothing written about injuries: ${one.notWritten}` : '',
        ]),
      ),
    ],
    '',
  )
}

function pairLines(pair: Relationship, naming: Naming): readonly string[] {
  const { person, unlinked, labels, consensus, assertions } = pair
  const nobody = unlinked ? `${naming.agency(unlinked.agency)} ${unlinked.reference}` : 'not known'
  const who = person ? naming.person(person.id) : `${nobody} (not linked to anybody)`
  const connected = `personally connected (Domestic Abuse Act): ${pair.daPersonallyConnected}`
  return [
    lineOf([
      ...[`${consensus} (${labels.length})`, who, labels.join(', ')],
      ...[connected, `same household: ${pair.sameHousehold}`, evidenceText(pair, naming)],
    ]),
    ...assertions.map((said) => {
      const { occurredAt, agency, label } = said
      return `  ${lineOf([timeText(occurredAt), naming.agency(agency), label, sourcesText([said], naming)])}`
    }),
  ]
}

function findingSection(
  heading: string,
  found: { readonly findings: readonly Finding[] } | null | undefined,
  naming: Naming,
): readonly string[] {
  if (!found) return untold(heading)
  const { findings } = found
  const holding = findings.filter(({ state }) => state === 'HOLDS').length
  return section(
    `${heading} (${holding} hold)`,
    findings.map((finding) => findingLine(finding, naming)),
    'None that could be seen.',
  )
}

function findingLine(finding: Finding, naming: Naming): string {
  const { state, sentence, reasons, since, person, uprn } = finding
  return lineOf([
    wordsOf(state).toUpperCase().padEnd(11),
    sentence,
    reasons.length === 0 ? '' : reasons.join(', '),
    person ? `with ${naming.person(person.id)}` : '',
    uprn === null ? '' : `at ${uprn}`,
    since === null ? '' : `since ${since}`,
    evidenceText(finding, naming),
  ])
}
