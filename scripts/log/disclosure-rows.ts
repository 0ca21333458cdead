import type { Classification } from '../../schema/classification'
import { csvText } from '../../common/csv'
import { safeText } from '../terminal-text'
import type { Disclosure, DisclosureSource } from './audit-client'
import { categoriesOf } from './told-categories'

const columns = [
  ...['at', 'log', 'index', 'requestId', 'staffId', 'onBehalfOf', 'homeAgency', 'roles', 'purpose'],
  ...[
    'caseReference',
    'reason',
    'statements',
    'people',
    'reviewFlags',
    'reviewDueBy',
    'source',
    'status',
  ],
  ...['statusReason', 'categories', 'fieldsTold', 'fieldsWithheld', 'records', 'legalPowers'],
]

/** Disclosures as CSV: a row for each source of each answer; one without sources has a row too. */
export function disclosureCsv(
  disclosures: readonly Disclosure[],
  classification: Classification,
): string {
  const rows = disclosures.flatMap((disclosure) => {
    const own = disclosureCells(disclosure)
    if (disclosure.sources.length === 0) return [[...own, ...Array<string>(8).fill('')]]
    return disclosure.sources.map((source) => [...own, ...sourceCells(source, classification)])
  })
  return csvText([columns, ...rows.map((row) => row.map((cell) => safeText(cell, Infinity)))])
}

function disclosureCells(disclosure: Disclosure): readonly string[] {
  const { at, log, index, requestId, staffId, onBehalfOf, homeAgency, roles } = disclosure
  const { purpose, caseReference, reason, statements, people } = disclosure
  const { reviewFlags, reviewDueBy } = disclosure
  return [
    ...[at, log, String(index), requestId, staffId, onBehalfOf ?? '', homeAgency, joined(roles)],
    ...[purpose ?? '', caseReference ?? '', reason ?? ''],
    joined(statements.map(({ statement, text }) => `${statement}: ${text}`)),
    joined(people),
    ...[joined(reviewFlags), reviewDueBy ?? ''],
  ]
}

function sourceCells(source: DisclosureSource, classification: Classification): readonly string[] {
  const { disclosed, withheld, records, status, statusReason, legalPowers } = source
  return [
    ...[source.source, status ?? '', statusReason ?? ''],
    joined(categoriesOf(source, classification)),
    ...[String(disclosed.length), String(withheld.length), records === null ? '' : String(records)],
    joined(legalPowers),
  ]
}

function joined(texts: readonly string[]): string {
  return texts.join('; ')
}
