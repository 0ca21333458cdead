import { readAgreementFiles } from '../../policies/agreement-files'
import {
  findVersionProblems,
  readAgreementVersions,
  sealVersions,
} from '../../policies/agreement-versions'
import sealedContent from '../../policies/agreement-versions.json'

const agreement = (version: string, ...rows: readonly string[]) => ({
  police: { source: 'police', version, rows },
})
const sealed = sealVersions(agreement('1', 'a'), {})

describe('the versions of agreements', () => {
  it('are all written down', () => {
    const versions = readAgreementVersions('agreement-versions.json', sealedContent)
    expect(findVersionProblems(readAgreementFiles(), versions)).toEqual([])
  })

  it.each<[string, object, string | null]>([
    ['says the same', agreement('1', 'a'), null],
    ['says something else under its old version', agreement('1', 'b'), 'give it a new version'],
    ['has no rows any more', agreement('1'), 'give it a new version'],
    [
      'has other days',
      { police: { ...agreement('1', 'a').police, inForceUntil: '2030-01-01' } },
      'new',
    ],
    ['has a version nobody wrote down', agreement('2', 'b'), 'version 2 is not sealed'],
    ['is of a new kind', { school: agreement('1', 'a').police }, 'school: version 1 is not sealed'],
  ])('are looked at when an agreement %s', (_what, agreements, problem) => {
    const found = findVersionProblems(agreements as Readonly<Record<string, unknown>>, sealed)
    expect(found.map((text) => text.includes(problem ?? ''))).toEqual(
      problem === null ? [] : [true],
    )
  })

  it('are sealed beside the older ones, which stay', () => {
    const grown = sealVersions(agreement('2', 'b'), sealed)
    expect(grown['police']).toMatchObject({
      ...sealed['police'],
      '2': expect.any(String) as string,
    })
    expect(findVersionProblems(agreement('2', 'b'), grown)).toEqual([])
    expect(findVersionProblems(agreement('1', 'b'), grown)).toHaveLength(1)
  })

  it('are never sealed anew', () => {
    expect(() => sealVersions(agreement('1', 'b'), sealed)).toThrow(
      'police: it says something else than version 1 did; give it a new version',
    )
  })

  it.each([
    ['a list', []],
    ['a kind without versions', { police: 'x' }],
    ['a hash that is none', { police: { '1': 7 } }],
  ])('are not read from %s', (_what, content) => {
    expect(() => readAgreementVersions('f.json', content)).toThrow('f.json')
  })
})
