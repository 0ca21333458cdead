import { safeText } from '../../terminal-text'
import type { Finding } from './finding'

/** What was found, for a terminal; what is wrong has how to mend it below. */
export function doctorText(findings: readonly Finding[]): string {
  const wrong = findings.filter(({ isGood }) => !isGood).length
  const summary = wrong === 0 ? 'All is well.' : `${wrong} of ${findings.length} are not well.`
  return [...findings.flatMap(linesOf), '', summary, ''].join('\n')
}

function linesOf({ about, isGood, says, mend }: Finding): readonly string[] {
  const line = `${isGood ? 'ok   ' : 'WRONG'}  ${about.padEnd(8)}  ${safeText(says)}`
  return mend === null ? [line] : [line, `                 ${safeText(mend)}`]
}
