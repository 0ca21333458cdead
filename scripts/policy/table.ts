import type { Policy, PolicyRow } from '../../policies/policy'

/** One line of the matrix, in words. */
export interface MatrixLine {
  readonly source: string
  readonly version: string
  readonly inForce: string
  readonly recipient: string
  readonly purpose: string
  readonly discloses: string
  readonly withholds: string
  readonly legalPower: string
  readonly condition: string
  readonly handling: string
}

/** The headings of the matrix, in the order of its columns. */
export const headings: Readonly<Record<keyof MatrixLine, string>> = {
  source: 'Source',
  version: 'Agreement',
  inForce: 'In force',
  recipient: 'Recipient role',
  purpose: 'Purpose',
  discloses: 'Discloses',
  withholds: 'Keeps back',
  legalPower: 'Legal power',
  condition: 'Condition',
  handling: 'Handling',
}

/** Every sentence of every agreement, in the order of the files. */
export function matrixOf(policy: Policy): readonly MatrixLine[] {
  return [...policy.agreements].flatMap(([source, agreement]) =>
    agreement.rows.map((row) => ({
      source,
      version: agreement.version,
      inForce: `${agreement.inForceFrom} to ${agreement.inForceUntil}`,
      ...describeRow(row),
    })),
  )
}

/** The matrix as text: one block for each sentence, so that no column has to be cut. */
export function matrixAsText(policy: Policy): string {
  const blocks = matrixOf(policy).map((line) =>
    [
      `${line.source} -> ${line.recipient} for ${line.purpose}`,
      `  discloses   ${line.discloses}`,
      ...(line.withholds === '' ? [] : [`  keeps back  ${line.withholds}`]),
      `  power       ${line.legalPower}`,
      `  condition   ${line.condition}`,
      `  handling    ${line.handling}; agreement ${line.version}, ${line.inForce}`,
    ].join('\n'),
  )
  const count = `${blocks.length} sentences; everything else is refused. Policy ${policy.version}.`
  return [...blocks, relationsAsText(policy), count].join('\n\n')
}

/** What follows when staff look up somebody close to them; all of it is reviewed. */
function relationsAsText(policy: Policy): string {
  const lines = describeRelations(policy).map(
    ({ relation, rule }) => `  ${relation.padEnd(16)}${rule}`,
  )
  return ['staff -> somebody close to them', ...lines].join('\n')
}

/** The rule for each relation, in words. */
function describeRelations(policy: Policy) {
  return [...policy.relations].map(([relation, { isRefused, exceptFor }]) => {
    const [rule, otherwise] = isRefused ? ['refused', 'answered'] : ['answered', 'refused']
    const purposes = [...exceptFor].join(', ')
    const exception = purposes === '' ? '' : `; ${otherwise} for ${purposes}`
    return { relation, rule: `${rule}${exception}; reviewed` }
  })
}

/** The matrix as a page that needs nothing else: for a data protection officer to read and sign. */
export function matrixAsHtml(policy: Policy): string {
  const columns = Object.keys(headings) as (keyof MatrixLine)[]
  const head = columns.map((column) => `<th scope="col">${escape(headings[column])}</th>`).join('')
  const rows = matrixOf(policy).map(
    (line) => `<tr>${columns.map((column) => `<td>${escape(line[column])}</td>`).join('')}</tr>`,
  )
  const relations = describeRelations(policy).map(
    ({ relation, rule }) => `<tr><td>${escape(relation)}</td><td>${escape(rule)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Who may be told what</title>
<style>
body { font: 1rem/1.4 sans-serif; margin: 2rem }
table { border-collapse: collapse }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top }
</style>
<h1>Who may be told what</h1>
<p>Policy ${escape(policy.version)}. What is not in this table is refused.</p>
<table>
<caption>Sentences of the agreements in force</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<table>
<caption>When staff look up somebody close to them</caption>
<thead><tr><th scope="col">Relation</th><th scope="col">Rule</th></tr></thead>
<tbody>
${relations.join('\n')}
</tbody>
</table>
</html>
`
}

function describeRow(row: PolicyRow) {
  return {
    recipient: row.recipientRole,
    purpose: row.purpose ?? 'any',
    discloses: [...row.discloses, ...(row.showsSpent ? ['spent convictions'] : [])].join(', '),
    withholds: row.withholds.join(', '),
    legalPower: row.legalPower,
    condition: row.condition,
    handling: row.handling,
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
