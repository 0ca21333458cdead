import { parseArgs } from 'node:util'

export const indexUsage = `Usage: npm run --silent index -- reviews [--first N]
       npm run --silent index -- review ID
       npm run --silent index -- decide ID same | different | cannot-tell | family-member --because TEXT [--overrule]
       npm run --silent index -- explain AGENCY/REFERENCE AGENCY/REFERENCE
       npm run --silent index -- split PERSON AGENCY/REFERENCE... --because TEXT [--overrule]
       npm run --silent index -- believed-at PERSON MOMENT
       npm run --silent index -- notices [--all] [--first N]
       npm run --silent index -- acknowledge NOTICE
  Each takes --user (default: mash.manager), --purpose (default: ADULT_SAFEGUARDING), --case and --reason of the
  enquiry. PERSON is a hub id, MOMENT as 2026-05-03 or 2026-05-03T10:00:00Z. TEXT has 15 to 300 characters and no names.`

/** The command line is not one of these; the message is how they are written. */
export class IndexUsageError extends Error {
  constructor() {
    super(indexUsage)
    this.name = 'IndexUsageError'
  }
}

/** One of an agency's records. */
export interface NamedRecord {
  readonly agency: string
  readonly reference: string
}

/** What is asked of the index. */
export type IndexQuestion =
  | { readonly command: 'reviews'; readonly first: number }
  | { readonly command: 'review'; readonly id: string }
  | {
      readonly command: 'decide'
      readonly id: string
      readonly outcome: string
      readonly because: string
      readonly overrule: boolean
    }
  | { readonly command: 'explain'; readonly a: NamedRecord; readonly b: NamedRecord }
  | {
      readonly command: 'split'
      readonly person: string
      readonly records: readonly NamedRecord[]
      readonly because: string
      readonly overrule: boolean
    }
  | { readonly command: 'believed-at'; readonly person: string; readonly at: string }
  | { readonly command: 'notices'; readonly first: number; readonly onlyOpen: boolean }
  | { readonly command: 'acknowledge'; readonly id: string }

/** Who asks, and why. */
export interface IndexArguments {
  readonly user: string
  readonly purpose: string
  readonly caseReference: string
  readonly reason: string
  readonly question: IndexQuestion
}

const text = { type: 'string' } as const
const options = {
  ...{ user: text, purpose: text, case: text, reason: text, first: text, because: text },
  overrule: { type: 'boolean' },
  all: { type: 'boolean' },
} as const

/** @throws IndexUsageError */
export function readIndexArguments(args: readonly string[]): IndexArguments {
  const { positionals, values } = parse(args)
  const [command, ...rest] = positionals
  return {
    user: values.user ?? 'mash.manager',
    purpose: values.purpose ?? 'ADULT_SAFEGUARDING',
    caseReference: values.case ?? 'LINK-REVIEW',
    reason: values.reason ?? `Links between records, asked by index -- ${command ?? ''}`,
    question: readQuestion(command, rest, values),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch {
    throw new IndexUsageError()
  }
}

type Values = ReturnType<typeof parse>['values']

function readQuestion(
  command: string | undefined,
  rest: readonly string[],
  values: Values,
): IndexQuestion {
  const [one, other] = rest
  switch (command) {
    case 'reviews':
      return { command, first: readFirst(values.first) }
    case 'review':
      return { command, id: need(one) }
    case 'decide':
      return { command, id: need(one), outcome: readOutcome(other), ...readWord(values) }
    case 'explain':
      return { command, a: readRecord(one), b: readRecord(other) }
    case 'split':
      return { command, person: need(one), ...readSplit(rest.slice(1), values) }
    case 'believed-at':
      return { command, person: need(one), at: need(other) }
    case 'notices':
      return { command, first: readFirst(values.first), onlyOpen: values.all !== true }
    case 'acknowledge':
      return { command, id: need(one) }
    default:
      throw new IndexUsageError()
  }
}

function readSplit(names: readonly string[], values: Values) {
  if (names.length === 0) throw new IndexUsageError()
  return { records: names.map(readRecord), ...readWord(values) }
}

function readWord({ because, overrule = false }: Values) {
  return { because: need(because), overrule }
}

function readFirst(first: string | undefined): number {
  const count = Number(first ?? '20')
  if (!Number.isInteger(count) || count < 1) throw new IndexUsageError()
  return count
}

const outcomes: Readonly<Record<string, string>> = {
  same: 'SAME',
  different: 'DIFFERENT',
  'cannot-tell': 'CANNOT_TELL',
  'family-member': 'FAMILY_MEMBER',
}

function readOutcome(word: string | undefined): string {
  return need(Object.hasOwn(outcomes, word ?? '') ? outcomes[word ?? ''] : undefined)
}

/** A reference may hold a slash, the code of an agency cannot. */
function readRecord(name: string | undefined): NamedRecord {
  const [whole, agency, reference] = /^([a-z0-9-]+)\/(.+)$/.exec(name ?? '') ?? []
  if (whole === undefined) throw new IndexUsageError()
  return { agency: need(agency), reference: need(reference) }
}

function need(value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new IndexUsageError()
  return value
}
