import { readFileSync } from 'node:fs'

import { buildSchema } from 'graphql'

import { projectPath } from '../../../common/project-root'
import { readRegister } from '../../../common/register'
import { currentPolicy } from '../../helpers/current-policy'
import { readClassification } from '../../../schema/classification'
import { readFieldOwners } from '../../../schema/field-owners'
import { explain, explanationAsText } from '../../../scripts/policy/explain'
import type { MatrixLine } from '../../../scripts/policy/matrix'
import { matrixOf } from '../../../scripts/policy/matrix'
import { matrixAsHtml, matrixAsText } from '../../../scripts/policy/table'

const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
const explained = {
  schema: buildSchema(sdl, { assumeValid: true }),
  classification: readClassification(sdl),
  owners: readFieldOwners(sdl),
  register: readRegister(),
  policy: currentPolicy,
}

describe('the matrix', () => {
  const sentences = [...currentPolicy.agreements.values()].flatMap(({ rows }) => rows)

  it('B18: has a line for every sentence of every agreement, with its power and its days', () => {
    const lines = matrixOf(currentPolicy)
    expect(lines.map(({ legalPower, condition }) => [legalPower, condition])).toEqual(
      sentences.map(({ legalPower, condition }) => [legalPower, condition]),
    )
    expect(lines.every(({ inForce }) => /^\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d$/.test(inForce))).toBe(
      true,
    )
  })

  it('as text says the same', () => {
    const text = matrixAsText(currentPolicy)
    expect(text.match(/^ {2}power/gm)).toHaveLength(sentences.length)
    expect(text).toContain('police -> csh.coordinator for CRIME_PREVENTION')
    expect(text).toContain('  keeps back  Incident.callerType')
    expect(text).toContain('  SELF            refused; reviewed')
    expect(text).toContain('SAME_HOUSEHOLD  refused; answered for VITAL_INTERESTS; reviewed')
    expect(text).toContain('SAME_SURNAME    answered; reviewed')
  })

  it.each([
    [{ source: 'hospital' }, ({ source }: MatrixLine) => source === 'hospital'],
    [{ role: 'idva' }, ({ recipient }: MatrixLine) => recipient === 'idva'],
    [
      { purpose: 'CRIME_PREVENTION', source: 'police' },
      ({ source, purpose }: MatrixLine) => source === 'police' && purpose === 'CRIME_PREVENTION',
    ],
  ])('is narrowed to %j', (filter, isWanted) => {
    const lines = matrixOf(currentPolicy, filter)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines).toEqual(matrixOf(currentPolicy).filter(isWanted))
  })

  it.each([
    [{ source: 'school' }, 'No sentence has the source "school". There are: '],
    [{ role: 'boss' }, 'No sentence has the role "boss"'],
    [{ purpose: 'FUN' }, 'No sentence has the purpose "FUN"'],
  ])('is refused for a word that no sentence has: %j', (filter, problem) => {
    expect(() => matrixOf(currentPolicy, filter)).toThrow(problem)
  })

  it('as a page has a row for each line and no markup of the data', () => {
    const [name, agreement] = [...currentPolicy.agreements][0] ?? []
    if (name === undefined || !agreement) throw new Error('no agreement')
    const agreements = new Map([[name, { ...agreement, version: '<b>3</b>' }]])
    const html = matrixAsHtml({ ...currentPolicy, agreements })
    expect(html.match(/<tr><td>/g)).toHaveLength(
      agreement.rows.length + currentPolicy.prohibitions.length + 3,
    )
    expect(html).toContain('&lt;b&gt;3&lt;/b&gt;')
    expect(html).not.toContain('<b>')
  })
})

describe('an explanation', () => {
  const askedOn = '2026-01-01'
  const convictions = 'Person.northshirePolice.convictions'

  it.each([
    [
      'mash.analyst',
      'ADULT_SAFEGUARDING',
      convictions,
      /permit on Crime and Disorder Act 1998 s\./,
    ],
    ['idva', 'DOMESTIC_ABUSE_RISK', convictions, /: withhold CATEGORY_NOT_DISCLOSED$/],
    ['idva', 'DOMESTIC_ABUSE_RISK', `${convictions}.offence`, /: withhold CATEGORY_NOT_DISCLOSED$/],
    ['housing.officer', 'ADULT_SAFEGUARDING', convictions, /: withhold NO_AGREEMENT$/],
    ['mash.analyst', 'DVDS', convictions, /: deny PURPOSE_NOT_HELD_BY_ROLE$/],
    [
      'csh.coordinator',
      'CRIME_PREVENTION',
      'Person.northshirePolice.incidents.callerType',
      /: withhold CATEGORY_NOT_DISCLOSED$/,
    ],
  ])('to %s for %s about %s: %s', (role, purpose, field, expected) => {
    const question = { role, purpose, field, askedOn }
    expect(explanationAsText(question, explain(question, explained))).toMatch(expected)
  })

  it.each(['Person.nobody', 'Person', 'Nothing.id', 'Person.id.more'])(
    'of a field that does not exist is refused: %s',
    (field) => {
      const question = { role: 'mash.analyst', purpose: 'ADULT_SAFEGUARDING', field, askedOn }
      expect(() => explain(question, explained)).toThrow(/has no field|is a path/)
    },
  )
})
