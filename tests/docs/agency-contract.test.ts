import { existsSync, readdirSync, readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'

const page = readFileSync(projectPath('docs', 'agency-contract.md'), 'utf8')

/** Each point with its text up to the next heading. */
const points = page
  .split(/^### /m)
  .slice(1)
  .map((text) => ({
    id: /^AC-\d{2}/.exec(text)?.[0] ?? text.slice(0, 20),
    proof: /^Proof: ([\s\S]*?)\n(\n|$)/m.exec(text)?.[1] ?? '',
  }))

const pathsIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)

describe('the contract of an agency', () => {
  it('numbers its points without a gap', () => {
    const ids = points.map((_, index) => `AC-${String(index + 1).padStart(2, '0')}`)
    expect(points.map(({ id }) => id)).toEqual(ids)
    expect(points.length).toBeGreaterThan(20)
  })

  it.each(points)('names for $id a test or a vector that is there', ({ proof }) => {
    const paths = pathsIn(proof)
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((path) => !existsSync(projectPath(path)))).toEqual([])
  })

  it('names every file of vectors', () => {
    const named = new Set(points.flatMap(({ proof }) => pathsIn(proof)))
    for (const file of readdirSync(projectPath('docs', 'vectors')))
      expect(named).toContain(`docs/vectors/${file}`)
  })

  it('names, of points that a vector shows, a point that is there', () => {
    const { calls } = JSON.parse(
      readFileSync(projectPath('docs', 'vectors', 'hub-calls.json'), 'utf8'),
    ) as { readonly calls: readonly { readonly point: string }[] }
    const ofCalls = points.filter(({ proof }) => proof.includes('hub-calls.json'))
    expect(new Set(calls.map(({ point }) => point))).toEqual(new Set(ofCalls.map(({ id }) => id)))
  })
})
