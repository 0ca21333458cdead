import type { Policy } from '../../policies/policy'
import type { MatrixFilter, MatrixLine } from './matrix'
import { headings, matrixOf } from './matrix'
import { sourceName } from './words'

/**
 * The matrix as text, by source: one block for each sentence, so that no column has to be cut.
 * @throws Error as `matrixOf`
 */
export function matrixAsText(policy: Policy, filter: MatrixFilter = {}): string {
  const lines = matrixOf(policy, filter)
  const sources = [...new Set(lines.map(({ source }) => source))]
  const blocks = sources.flatMap((source) => {
    const own = lines.filter((line) => line.source === source)
    return [`${sourceName(source)}: ${sentences(own.length)}`, ...own.map(blockOf)]
  })
  const count = `${sentences(lines.length)}; everything else is refused. Policy ${policy.version}.`
  return [...blocks, ...furtherAsText(policy, filter), count].join('\n\n')
}

function sentences(count: number): string {
  return count === 1 ? '1 sentence' : `${count} sentences`
}

function blockOf(line: MatrixLine): string {
  return [
    `${line.source} -> ${line.recipient} for ${line.purpose}`,
    `  discloses   ${line.discloses}`,
    ...(line.withholds === '' ? [] : [`  keeps back  ${line.withholds}`]),
    ...(line.requires === '' ? [] : [`  if stated   ${line.requires}`]),
    `  power       ${line.legalPower}`,
    `  condition   ${line.condition}`,
    `  handling    ${line.handling}; agreement ${line.version}, ${line.inForce}`,
  ].join('\n')
}

/** What holds beside the agreements is no part of a single source's, role's or purpose's. */
function furtherAsText(policy: Policy, filter: MatrixFilter): readonly string[] {
  if (Object.values(filter).some((word) => word !== undefined)) return []
  return [prohibitionsAsText(policy), relationsAsText(policy)]
}

/** What statutes keep back, whatever is agreed. */
function prohibitionsAsText({ prohibitions }: Policy): string {
  const lines = prohibitions.map(
    ({ purpose, sources, law, meaning }) =>
      `  ${purpose}: nothing of ${[...sources].join(', ')}\n    ${meaning} (${law})`,
  )
  return ['by statute, whatever is agreed', ...lines].join('\n')
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
export function matrixAsHtml(policy: Policy, filter: MatrixFilter = {}): string {
  const columns = Object.keys(headings) as (keyof MatrixLine)[]
  const head = columns.map((column) => `<th scope="col">${escape(headings[column])}</th>`).join('')
  const rows = matrixOf(policy, filter).map(
    (line) => `<tr>${columns.map((column) => `<td>${escape(line[column])}</td>`).join('')}</tr>`,
  )
  const prohibitions = policy.prohibitions.map(
    ({ purpose, sources, law, meaning }) =>
      `<tr>${[purpose, [...sources].join(', '), meaning, law].map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`,
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
<caption>What statutes keep back, whatever is agreed</caption>
<thead><tr><th scope="col">Purpose</th><th scope="col">Sources</th><th scope="col">What</th><th scope="col">Statute</th></tr></thead>
<tbody>
${prohibitions.join('\n')}
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

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
