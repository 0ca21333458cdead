import type { Agency } from '../../common/register'
import type { CoverageRow, CoverageStatus } from '../answer/coverage'
import { listAtLimit } from '../answer/coverage'
import type { PersonAnswer } from './ask-hub'
import { contactOf, involvementsOf } from './involvements'
import { fhirNames, spokenStandards } from './names'
import type { Extension, Parameter } from './parameters'

const known: readonly CoverageStatus[] = ['ANSWERED', 'PARTIAL']

const absentReason = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

/**
 * The answer to `$person-info-query`: whether the person is known, how each agency answered, and of those
 * that know them whom to ring and who works with them. Nothing in it differs from one time of asking to
 * the next, so that a person whom nobody may know of is told like one whom nobody knows.
 * @see https://hl7.org/fhir/R4/parameters.html
 */
export function answerInFhir(answer: PersonAnswer, register: readonly Agency[]) {
  const { found, review } = answer
  const coverage = answer.coverage.map((row) => withCut(row, answer.cutOff, register))
  const knowing = register.filter(({ code }) =>
    coverage.some(({ agency, status }) => agency === code && known.includes(status)),
  )
  const parameter: readonly Parameter[] = [
    matchOf(coverage),
    { name: 'decision', valueCode: review && review.length > 0 ? 'REVIEW' : 'PERMIT' },
    ...knowing.map((agency) => contactOf(agency, found?.[agency.field])),
    ...knowing.flatMap((agency) => involvementsOf(agency, found?.[agency.field])),
  ]
  const tag = spokenStandards.map(({ name, version }) => {
    return { system: fhirNames.standard, version, code: name }
  })
  return { resourceType: 'Parameters', meta: { tag }, parameter }
}

/**
 * True when an agency knows the person. False only when every one of them says that it does not: when one
 * was silent or kept it back, nobody can tell, and the value is absent.
 */
function matchOf(coverage: readonly CoverageRow[]): Parameter {
  const extension = coverage.map(describeRow)
  const match = { name: 'match', extension }
  if (coverage.some(({ status }) => known.includes(status))) return { ...match, valueBoolean: true }
  if (coverage.every(({ status }) => status === 'NO_RECORD'))
    return { ...match, valueBoolean: false }
  return { ...match, _valueBoolean: { extension: [{ url: absentReason, valueCode: 'unknown' }] } }
}

/** An agency of which there is more than is told says so, unless more is wrong. */
function withCut(
  row: CoverageRow,
  cutOff: ReadonlySet<string>,
  register: readonly Agency[],
): CoverageRow {
  const field = register.find(({ code }) => code === row.agency)?.field ?? ''
  return cutOff.has(field) ? { ...row, reason: row.reason ?? listAtLimit } : row
}

/** Not how long it took: that tells one who is hidden from one who is not there. */
function describeRow({ agency, status, reason, handling }: CoverageRow): Extension {
  return {
    url: fhirNames.coverage,
    extension: [
      { url: 'agency', valueCode: agency },
      { url: 'status', valueCode: status },
      ...(reason === null ? [] : [{ url: 'reason', valueCode: reason }]),
      ...(handling === null ? [] : [{ url: 'handling', valueCode: handling }]),
    ],
  }
}
