import type { ContractPoint } from './contract-points'
import type { CheckResult } from './subject'

/** What came of looking at one subgraph. */
export interface Conformance {
  readonly agency: string
  readonly url: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly passed: boolean
  readonly points: readonly PointResult[]
}

interface PointResult {
  readonly id: string
  readonly title: string
  readonly outcome: 'PASSED' | 'FAILED' | 'TO_BE_SHOWN'
  readonly checks: readonly Omit<CheckResult, 'point'>[]
}

/** Orders what came of the checks by the points of the contract. */
export function describeConformance(
  of: Pick<Conformance, 'agency' | 'url' | 'at'>,
  points: readonly ContractPoint[],
  results: readonly CheckResult[],
): Conformance {
  const described = points.map(({ id, title, isSeen }): PointResult => {
    const checks = results.filter(({ point }) => point === id)
    const outcome = outcomeOf(isSeen, checks)
    return { id, title, outcome, checks: checks.map(({ name, problem }) => ({ name, problem })) }
  })
  return {
    ...of,
    passed: described.every(({ outcome }) => outcome !== 'FAILED'),
    points: described,
  }
}

/** A point that can be seen and was not looked at has not passed. */
function outcomeOf(isSeen: boolean, checks: readonly CheckResult[]): PointResult['outcome'] {
  if (!isSeen) return 'TO_BE_SHOWN'
  return checks.length > 0 && checks.every(({ problem }) => problem === null) ? 'PASSED' : 'FAILED'
}

/** A page for whoever has to answer for it. */
export function conformanceText({ agency, url, at, passed, points }: Conformance): string {
  const seen = points.filter(({ outcome }) => outcome !== 'TO_BE_SHOWN')
  const failed = seen.filter(({ outcome }) => outcome === 'FAILED')
  const shown = points.filter(({ outcome }) => outcome === 'TO_BE_SHOWN')
  return [
    `Conformance of ${agency} with docs/agency-contract.md`,
    `  ${url}, ${at}`,
    '',
    passed
      ? `PASSED: all ${seen.length} points that can be seen from outside.`
      : `FAILED: ${failed.length} of ${seen.length} points that can be seen from outside. It must not be on the hub.`,
    '',
    ...seen.flatMap(pointLines),
    '',
    'To be shown by the agency itself; nobody can see these from outside:',
    ...shown.map(({ id, title }) => `  ${id}  ${title}`),
    '',
  ].join('\n')
}

function pointLines({ id, title, outcome, checks }: PointResult): readonly string[] {
  const good = checks.filter(({ problem }) => problem === null).length
  const bad = checks.filter(({ problem }) => problem !== null)
  return [
    `  ${outcome === 'PASSED' ? 'ok    ' : 'FAILED'}  ${id}  ${title} (${good} of ${checks.length})`,
    ...bad.map(({ name, problem }) => `            expected: ${name}; but ${problem ?? ''}`),
  ]
}
