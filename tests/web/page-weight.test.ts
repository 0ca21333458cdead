import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'

import { projectRoot } from '../../common/project-root'
import { coverage, event, id, view } from './made-up'
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
  const each = Math.ceil(eventsInAll / agencies.length)
  const events = Array.from({ length: each }, (_, index) =>
    event({
      occurredAt: new Date(Date.UTC(2026, index % 12, 1 + index)).toISOString(),
      sentence: `Call to the police: opened as Violence, closed as Dispute number ${index}.`,
      source: { system: 'crime', recordId: `REC-${index}` },
    }),
  )
  return { id, ...Object.fromEntries(agencies.map(({ field }) => [field, view(events)])) }
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
