import { projectPath } from '../../../../common/project-root'
import { MadeUpCase } from '../../../embedded/made-up-case/case-files'
import { caseEvents } from '../core/case-events'
import type { FirstRaised, Replay, ReplayMonth } from './replay'
import { replayOf } from './replay'

export const replayPage = projectPath('docs', 'replay.md')

const names = { victor: 'Victor Ashdown', owen: 'Owen Marsh' } as const
type Name = keyof typeof names

/** The made-up case, walked from its first record to its last, by who may be told everything. */
export async function replayCase(): Promise<Replay> {
  const madeUp = await MadeUpCase.read()
  const person = (nhsNumber: string) =>
    madeUp.find((record) => record.identifiers?.nhsNumber === nhsNumber)
  const people = { victor: person('9990000018'), owen: person('9990000026') }
  return replayOf({ events: caseEvents(madeUp, people), people: Object.keys(people) })
}

const intro = `# What could have been known, and when

Made by \`npm run replay\` from the made-up case; a test compares it. Each rule of
[subgraphs/insights](../subgraphs/insights/README.md) was asked of each month of the case, and in the months in
which one first holds of each day, with only what agencies had written down by the end of that day, and by
somebody to whom all of it may be told. A person with fewer permits would have been told less, and that there is
more. A record that was changed later counts as it stands now. Nobody and nothing here is real.

Nothing in it is a prediction: each line is a rule with its reasons, on the first day on which somebody who asked
could have read it.

## The first day of each
`

/** The page as it is in docs/. */
export function formatReplay({ months, raised }: Replay): string {
  return [
    intro,
    ...table(
      ['First day', 'About', 'Rule', 'What it says on that day', 'Records of'],
      raised.map(raisedRow),
    ),
    '\n## Month by month\n',
    'Months in which a record was written down or the number of rules that hold changed.\n',
    ...table(
      ['Month', 'Records written down', 'Rules that hold at its end'],
      changing(months).map(monthRow),
    ),
    '',
  ].join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}

function raisedRow({ person, kind, rule, day, finding }: FirstRaised): readonly string[] {
  const agencies = [...new Set(finding.sources.map(({ agency }) => agency))].toSorted()
  const records = `${finding.sources.length}: ${agencies.join(', ')}`
  return [
    day,
    names[person as Name],
    `\`${rule}\` (${kind})`,
    finding.sentence,
    agencies.length > 0 ? records : 'none',
  ]
}

/** Leaves out the months in which nothing moved. */
function changing(months: readonly ReplayMonth[]): readonly ReplayMonth[] {
  return months.filter(
    ({ recorded, holding }, index) => recorded > 0 || holding !== (months[index - 1]?.holding ?? 0),
  )
}

function monthRow({ month, recorded, holding }: ReplayMonth): readonly string[] {
  return [month, String(recorded), String(holding)]
}
