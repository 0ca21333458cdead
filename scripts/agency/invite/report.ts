import { safeText } from '../../terminal-text'
import { checkText } from '../check/report'
import type { InviteResult } from './command'

/** What came of it, for a terminal. */
export function inviteText({ says, report }: InviteResult): string {
  const checked = report ? [checkText(report)] : []
  return [...checked, ...says.map((line) => safeText(line)), ''].join('\n')
}
