import { safeText } from '../../terminal-text'
import type { CheckReport } from './check-sdl'
import { changeName } from './exceptions'
import type { JudgedChange, Outcome } from './judge'

const words: Readonly<Record<Outcome, string>> = {
  REFUSED: 'REFUSED ',
  APPROVED: 'approved',
  UNUSED: 'unused  ',
  NOTED: 'noted   ',
}

/** A page for whoever is about to publish. */
export function checkText(report: CheckReport): string {
  const { agency, on, passed, problems, changes, permits } = report
  const refused = changes.filter(({ outcome }) => outcome === 'REFUSED')
  return [
    `${passed ? 'PASSED' : 'REFUSED'}: what ${safeText(agency)} is about to publish, on ${on}.`,
    ...section('It cannot be on the hub', problems),
    ...section('Changes', changes.map(changeLine)),
    ...(refused.length > 0 ? approvalHint(refused) : []),
    ...section('Permits gained', permits.gained),
    ...section('Permits lost', permits.lost),
    '',
    countedLine(report),
    '',
  ].join('\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return ['', `${title}: none.`]
  return ['', `${title} (${lines.length})`, ...lines.map((line) => `  ${safeText(line)}`)]
}

function changeLine(change: JudgedChange): string {
  const { outcome, says, uses, effect, approvedBy } = change
  const asked = uses === null ? 'nobody has counted' : `asked for in ${uses} answers`
  const why = approvedBy === null ? (effect === 'ADDS' ? '' : ` (${asked})`) : ` (${approvedBy})`
  return `${words[outcome]}  ${changeName(change)}: ${says}${why}`
}

function approvalHint([first]: readonly JudgedChange[]): readonly string[] {
  if (!first) return []
  const entry = { change: changeName(first), approvedBy: '…', reason: '…', from: '…', until: '…' }
  return [`  Keep what was there, or have each refused change approved: ${JSON.stringify([entry])}`]
}

function countedLine({ counted }: CheckReport): string {
  if (!counted) return 'Nobody has counted what is asked for: every change counts as noticed.'
  const { answers, from, to } = counted
  return `Counted: ${answers} answers from ${safeText(from)} to ${safeText(to)}. What was not asked then may be asked tomorrow.`
}
