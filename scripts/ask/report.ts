import type { Agency } from '../../common/register'
import type { CoverageRow, HubResponse, HubResponseError } from './hub-client'
import { recordLines } from './record-text'

const statusWords: Readonly<Record<string, string>> = {
  ANSWERED: 'answered',
  NO_RECORD: 'no record linked',
  PARTIAL: 'answered in part',
  WITHHELD: 'withheld',
  UNAVAILABLE: 'DID NOT ANSWER',
  NOT_ASKED: 'not asked',
}

type PersonData = Readonly<Record<string, unknown>>

/**
 * A person view as text: who answered and who did not first, then what each agency holds, then what
 * was kept back.
 */
export function personReport(
  person: PersonData,
  response: HubResponse,
  register: readonly Agency[],
): string {
  return [
    `Person ${String(person['id'])}`,
    '',
    ...register.flatMap((agency) => agencySection(agency, person[agency.field])),
    ...withheldSection(response.errors ?? []),
  ].join('\n')
}

/** Who answered and who did not, a line for each agency. */
export function coverageReport(
  coverage: readonly CoverageRow[],
  register: readonly Agency[],
): string {
  const width = Math.max(...register.map(({ displayName }) => displayName.length))
  const rows = coverage.map((row) => {
    const name = register.find(({ code }) => code === row.agency)?.displayName ?? row.agency
    return `  ${name.padEnd(width)}  ${describeRow(row)}`
  })
  const silent = coverage.filter(({ status }) => status === 'UNAVAILABLE').length
  const warning =
    silent === 0
      ? []
      : [`  ${silent} of ${coverage.length} did not answer: what they hold is missing below.`]
  return ['Who answered', ...rows, ...warning].join('\n')
}

/** True when at least one agency, or the index for it, said something. */
export function hasAnswer(coverage: readonly CoverageRow[]): boolean {
  return coverage.some(({ status }) => status !== 'UNAVAILABLE' && status !== 'NOT_ASKED')
}

function describeRow({ status, records, withheldFields, tookMs, reason }: CoverageRow): string {
  return [
    (statusWords[status] ?? status).padEnd(16),
    records === null ? '' : `${records} record${records === 1 ? '' : 's'}`,
    withheldFields > 0 ? `${withheldFields} fields withheld` : '',
    tookMs === null ? '' : `${Math.round(tookMs)} ms`,
    reason ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ')
    .trimEnd()
}

function agencySection({ displayName }: Agency, view: unknown): string[] {
  if (typeof view !== 'object' || view === null) return []
  const lines = Object.entries(view).flatMap(([name, value]) => recordLines(name, value))
  return [displayName, ...lines.map((line) => `  ${line}`), '']
}

function withheldSection(errors: readonly HubResponseError[]): string[] {
  const withheld = new Map<string, number>()
  for (const { path = [], extensions } of errors) {
    if (extensions?.code !== 'WITHHELD') continue
    const field = path
      .filter((step) => typeof step === 'string')
      .slice(1)
      .join('.')
    const line = `${field}  ${extensions.reason ?? ''}`.trimEnd()
    withheld.set(line, (withheld.get(line) ?? 0) + 1)
  }
  if (withheld.size === 0) return []
  const lines = [...withheld].map(([line, count]) => `  ${line}${count > 1 ? ` (${count}×)` : ''}`)
  return ['Withheld: these fields exist and a rule keeps them back', ...lines, '']
}
