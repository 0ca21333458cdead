import { safeText } from '../../terminal-text'
import { checkText } from '../check/report'
import type { ListedVersion, PublishResult } from './command'

/** What came of it, for a terminal. */
export function publishText({ says, report, versions = [] }: PublishResult): string {
  const checked = report && !report.passed ? [checkText(report)] : []
  return [...checked, safeText(says), ...versions.map(versionLine), ''].join('\n')
}

function versionLine({ agency, version, at, changelog, isInForce }: ListedVersion): string {
  const mark = isInForce ? 'in force' : '        '
  return `  ${mark}  ${safeText(agency)} ${safeText(version)}  ${at}  ${safeText(changelog, 200)}`
}
