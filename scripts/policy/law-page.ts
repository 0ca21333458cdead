import type { Policy } from '../../policies/policy'
import type { LegalPower } from '../../policies/powers'
import { partsOf } from '../../policies/powers'
import type { Prohibition } from '../../policies/prohibitions'

const status = 'Draft for a data protection officer.'

/** What a power is used for, by its name: `hospital for DEATH_REVIEW`. */
type Uses = ReadonlyMap<string, ReadonlySet<string>>

/** docs/law.md: each power and condition that rows rest on, what statutes keep back, and statutes by date. */
export function lawPage(policy: Policy, powers: ReadonlyMap<string, LegalPower>): string {
  const uses = { powers: usesOf(policy, 'powers'), conditions: usesOf(policy, 'conditions') }
  const all = [...powers.values()]
  return [
    '# The law it rests on',
    intro,
    '## Legal powers',
    ...all.filter(({ power }) => uses.powers.has(power)).map((one) => section(one, uses.powers)),
    '## Conditions of data protection law',
    ...all
      .filter(({ power }) => uses.conditions.has(power))
      .map((one) => section(one, uses.conditions)),
    '## What statutes keep back, whatever is agreed',
    policy.prohibitions.map(prohibitionLine).join('\n'),
    '## Statutes of purposes, by date',
    statuteLines(policy).join('\n'),
  ]
    .join('\n\n')
    .concat('\n')
}

const intro = [
  'Made from `policies/powers.json`, `policies/prohibitions.json`, `policies/purposes.json` and the',
  'agreements by `npm run docs`: not to be edited. Everything here is a draft for a data protection',
  'officer to check and sign, and no legal advice. A day is given only where it was found in a source;',
  'elsewhere nobody has looked yet.',
].join('\n')

function section({ power, inForceFrom, inForceUntil, source, note }: LegalPower, uses: Uses) {
  return [
    `### ${power}`,
    '',
    `- In force: ${daysText(inForceFrom, inForceUntil)}.`,
    `- Source: ${source}`,
    `- ${note}`,
    `- Used by ${[...(uses.get(power) ?? [])].join('; ')}.`,
    `- ${status}`,
  ].join('\n')
}

function prohibitionLine({ purpose, sources, law, meaning }: Prohibition): string {
  return `- \`${purpose}\`: ${meaning}. From ${[...sources].join(', ')}. ${law}. ${status}`
}

function statuteLines({ terms }: Policy): readonly string[] {
  return [...terms].flatMap(([purpose, { statutes }]) =>
    statutes.map(
      ({ statute, from, until }) =>
        `- \`${purpose}\`: ${statute}, ${daysText(from, until)}. ${status}`,
    ),
  )
}

function daysText(from: string | null, until: string | null): string {
  const end = until === null ? 'no end known' : `until ${until}`
  return `${from === null ? 'since when is not checked' : `from ${from}`}; ${end}`
}

/** Which sources rest on each, and for which purposes. */
function usesOf(policy: Policy, kind: 'powers' | 'conditions'): Uses {
  const purposes = new Map<string, Map<string, Set<string>>>()
  for (const [source, { rows }] of policy.agreements)
    for (const row of rows)
      for (const part of partsOf(row)[kind]) {
        const sources = purposes.get(part) ?? new Map<string, Set<string>>()
        const own = sources.get(source) ?? new Set<string>()
        sources.set(source, own.add(row.purpose ?? 'any purpose'))
        purposes.set(part, sources)
      }
  return new Map(
    [...purposes].map(([part, sources]) => [
      part,
      new Set([...sources].map(([source, own]) => `${source} for ${[...own].join(', ')}`)),
    ]),
  )
}
