import type { Effect } from './sorts'
import { sorts } from './sorts'

const whenAsked: Readonly<Record<Effect, string>> = {
  BREAKS: 'refused',
  NARROWS: 'refused',
  WIDENS: 'refused',
  ADDS: 'noted',
}

const whenNotAsked: Readonly<Record<Effect, string>> = {
  BREAKS: 'unused',
  NARROWS: 'unused',
  WIDENS: 'refused',
  ADDS: 'noted',
}

/** docs/schema-changes.md: every sort of change, and what `check` says of it. */
export function changesPage(): string {
  const rows = Object.entries(sorts).map(
    ([sort, { what, effect }]) =>
      `| \`${sort}\` | ${what} | ${whenAsked[effect]} | ${whenNotAsked[effect]} |`,
  )
  return [
    intro,
    '| sort | what has changed | asked for, or nobody has counted | not asked for |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    outro,
  ].join('\n')
}

const intro = `# Changes of an agency's schema

What \`npm run agency -- check\` says of each sort of change, before an agency publishes it. \`npm run docs\` writes this
page from the code.

Whether a field is asked for is known from the disclosure log: \`npm run agency -- usage <code>\` counts in how many
answers each field of the agency was disclosed or withheld. It has counts and no people. Of a type and of a code list
the field that is asked for most counts; of an argument its field. Without counts every field counts as asked for.
`

const outro = `- refused: it may not be published (exit status 1), unless somebody has approved it.
- unused: it may be published, for nobody asked in the time that was counted.
- noted: it may be published.

What lets more be told is refused though nobody has asked yet: the agreement was made about something else.

An approved exception is an entry of a JSON list, given with \`--approved FILE\`:

\`\`\`json
[
  {
    "change": "FIELD_REMOVED HomeVisit.uprn",
    "approvedBy": "A. Person, data protection officer",
    "reason": "The address is in the visit's place now",
    "from": "2026-04-01",
    "until": "2026-04-30"
  }
]
\`\`\`

An exception holds from its first to its last day. It covers one change and never a schema that does not compose, has
an unclassified field or a code list of its own meaning under the name of another's.
`
