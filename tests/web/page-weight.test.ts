import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'

import { projectRoot } from '../../common/project-root'
import { chronology, coverage, id, row, view } from './made-up'
import { agencies, hubWith, Workspace } from './workspace'

/** What a page may take over a slow line, with its style and its script; gzip. */
const mostBytes = 150_000
const eventsInAll = 200

/** Bytes of a made asset, gzip; what was made of the same sources before is taken. */
function assetBytes(name: string): number {
  const program = `import { webAssets } from './scripts/web-assets.mjs'
    import { gzipSync } from 'node:zlib'
    for (const [file, content] of webAssets())
      if (file.endsWith('/${name}')) console.log(gzipSync(content).length)`
  const options = { cwd: projectRoot(), encoding: 'utf8' } as const
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], options))
}

function personWithEvents() {
  const rows = Array.from({ length: eventsInAll }, (_, index) => {
    const agency = agencies[index % agencies.length]?.code ?? ''
    const source = { agency, recordId: `REC-${index}` }
    const occurredAt = new Date(Date.UTC(2026, index % 12, 1 + (index % 28))).toISOString()
    const sentence = `Call to the police: opened as Violence, closed as Dispute number ${index}.`
    const fields = { agencies: [agency], occurredAt, sentence, sources: [source] }
    return row(fields, { ...source, occurredAt, sentence })
  })
  const views = Object.fromEntries(agencies.map(({ field }) => [field, view()]))
  return { id, ...views, ...chronology(rows) }
}

describe('a page with 200 events of fifteen agencies', () => {
  let workspace: Workspace
  let fixedBytes = 0

  beforeAll(async () => {
    fixedBytes = assetBytes('workspace.css') + assetBytes('workspace.js')
    const statuses = Object.fromEntries(agencies.map(({ code }) => [code, 'ANSWERED']))
    const askHub = hubWith(() => ({
      data: { found: personWithEvents() },
      coverage: coverage(statuses),
    }))
    workspace = await Workspace.start({ askHub })
    await workspace.begin()
  })

  afterAll(() => workspace.stop())

  it.each(['', '/table'])(
    'is light, with its style and its script: /people/:id%s',
    async (rest) => {
      const { status, html } = await workspace.get(`/people/${id}${rest}?period=all`)
      expect(status).toBe(200)
      expect(html).toContain('events from 15 agencies')
      expect(fixedBytes).toBeGreaterThan(10_000)
      expect(fixedBytes + gzipSync(html).length).toBeLessThanOrEqual(mostBytes)
    },
  )
})
