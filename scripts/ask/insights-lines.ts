import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import type {
  Computed,
  Evidence,
  InsightsAnswer,
  MissingInput,
  Period,
  Source,
} from './insights-answer'
import { namesOf } from './people-in-answer'

/** Most records of one agency that are named as the source of a line. */
const mostSources = 4

/** By what people and agencies are called in an answer. */
export interface Naming {
  readonly agency: (code: string) => string
  /** Names that agencies gave, and the hub id, which `--person` takes. */
  readonly person: (id: string) => string
}

/** The names that an answer brought. */
export function namingOf(answer: InsightsAnswer, register: readonly Agency[]): Naming {
  const { people, household } = answer as { people?: unknown; household?: unknown }
  const named = [answer, people, household].flat().filter(isObject)
  const names = new Map(
    named.map((person) => [String(person['id']), namesOf(person, register).join(' / ')]),
  )
  return {
    agency: (code) => register.find((one) => one.code === code)?.displayName ?? code,
    person: (id) => [names.get(id) ?? '', `(--person ${id})`].filter(Boolean).join(' '),
  }
}

/** A line of its parts; those that say nothing are left out. */
export function lineOf(parts: readonly string[]): string {
  return `  ${parts.filter((part) => part !== '').join('  ')}`
}

/** The rule and the records a line rests on. */
export function evidenceText({ sources, rule }: Evidence, naming: Naming): string {
  const from = sourcesText(sources, naming)
  return rule ? `[rule ${rule.name} ${rule.version}]  ${from}`.trimEnd() : from
}

/** The records by agency, not all of many. */
export function sourcesText(sources: readonly Source[], naming: Naming): string {
  const byAgency = new Map<string, string[]>()
  for (const { agency, recordId } of sources)
    byAgency.set(agency, [...(byAgency.get(agency) ?? []), recordId])
  const texts = [...byAgency].map(([agency, ids]) => {
    const more = ids.length > mostSources ? ` and ${ids.length - mostSources} more` : ''
    return `${naming.agency(agency)} ${ids.slice(0, mostSources).join(', ')}${more}`
  })
  return texts.length === 0 ? '' : `(${texts.join('; ')})`
}

/** No more than is known; a time is in UTC. */
export function timeText(time: string | null): string {
  return (time ?? 'no date')
    .replace('T', ' ')
    .replace(/:\d{2}\.\d{3}Z$/, 'Z')
    .padEnd(17)
}

/** From which day until which. */
export function periodText({ from, to }: Omit<Period, 'isCurrent'>): string {
  return `${from ?? 'start not known'} to ${to ?? 'now'}`
}

/** `PROBABLE_STAY` as words. */
export function wordsOf(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ')
}

/** A heading with its lines, or what stands for none. */
export function section(
  heading: string,
  lines: readonly string[],
  none: string,
): readonly string[] {
  return [heading, ...(lines.length === 0 ? [`  ${none}`] : lines), '']
}

/** A field that the hub did not tell. */
export function untold(heading: string): readonly string[] {
  return section(
    heading,
    [],
    'Nothing may be told of it, or it did not come; that does not mean none.',
  )
}

/** What could not be seen in any field of an answer, once for each agency and reason. */
export function missingLines(answer: InsightsAnswer, naming: Naming): readonly string[] {
  const { chronology, associates, calls, addresses, coResidents } = answer
  const { injuries, relationships, involvements, patterns, concerns } = answer
  const ofAddress = [chronology, associates, calls]
  const ofPerson = [addresses, coResidents, injuries, relationships, involvements]
  const computed: (Computed | null | undefined)[] = [...ofAddress, ...ofPerson, patterns, concerns]
  const lines = computed
    .flatMap((one) => one?.missing ?? [])
    .map((one) => lineOf([naming.agency(one.agency), missingText(one)]))
  return [...new Set(lines)].toSorted()
}

function missingText({ reason, categories, count }: MissingInput): string {
  const number = count === null ? '' : ` (${count})`
  const texts: Readonly<Record<string, string>> = {
    SILENT: 'DID NOT ANSWER: what it holds is missing here',
    WITHHELD: 'withheld: a rule keeps back all of it',
    WITHHELD_BY_CATEGORY: `withheld, if there is any: ${categories.map(wordsOf).join(', ')}`,
    LEFT_OFF: `more is there than was given${number}`,
    NOT_ASKED: 'was not asked',
  }
  return texts[reason] ?? `cannot be seen: ${reason}`
}
