import type { JsonObject } from '../../common/json'
import { id as person } from './made-up'
import { likeness, personOfRecords } from './made-up-reviews'
import { ManagersWorkspace } from './managers-workspace'
import type { Workspace } from './workspace'

const desk = new ManagersWorkspace()
const manager: ManagersWorkspace['begin'] = (...told) => desk.begin(...told)
const of = (name: string) => desk.of(name)

afterEach(() => desk.stop())

const hostile = '<script>alert(1)</script>"><img src=x>'

describe('the records of a person', () => {
  const found = personOfRecords
  const path = `/people/${person}/records`
  const why = 'Two tenants of one name, told apart by their desk'
  const explained = {
    ...{ status: 'LINKED', reasons: ['Both carry the same verified NHS number.'] },
    ...{ likeness, decisions: [] },
  }
  const workspaceWith = (parted: () => JsonObject = () => ({ state: 'IN_FORCE', people: [] })) =>
    manager(({ query }) => {
      if (query.includes('explainLink')) return { explained }
      return query.includes('splitPerson') ? { parted: parted() } : { found }
    })
  const send = async (workspace: Workspace, form: Readonly<Record<string, string>>) => {
    await workspace.get(path)
    return workspace.post(path, form)
  }

  it('are listed with their agency and reference', async () => {
    const { html } = await (await workspaceWith()).get(path)
    expect(html).toContain('value="northshire-police/NP-1"')
    expect(html).toContain('value="harrowmere-homes/HH-3"')
  })

  it('are parted with a reason, and lead to who they are now', async () => {
    const people = [person, 'c'.repeat(32), hostile]
    const heldSince = '2026-11-03T10:00:00.000Z'
    const workspace = await workspaceWith(() => ({ state: 'IN_FORCE', people, heldSince }))
    const form = { do: 'part', records: 'harrowmere-homes/HH-3', reason: why }
    const { html } = await send(workspace, form)
    expect(of('splitPerson').map(({ variables }) => variables)).toEqual([
      {
        ...{ person, reason: why, overrule: false },
        records: [{ agency: 'harrowmere-homes', reference: 'HH-3' }],
      },
    ])
    expect(html).toContain('The records are parted')
    expect(html).toMatch(/held to be one person since 3 November 2026.*may have been of two/)
    expect(html).toContain('Organisations whose staff were told get a notice within a minute')
    expect(html).toContain(`href="/people/${'c'.repeat(32)}"`)
    expect(html).not.toContain('<img src')
  })

  it('wait for a second person where a verified number links them', async () => {
    const workspace = await workspaceWith(() => ({ state: 'WAITS_FOR_SECOND', people: [person] }))
    const form = { do: 'part', records: 'harrowmere-homes/HH-3', reason: why }
    const { html } = await send(workspace, form)
    expect(html).toContain('A second person must ask for the same')
    expect(html).not.toContain('The records are parted')
  })

  it.each([
    ['none', { do: 'part', reason: why }, 'Choose the records that are somebody else'],
    ['one of nobody', { do: 'part', records: 'x/Y', reason: why }, 'Choose the records'],
    ['no reason', { do: 'part', records: 'harrowmere-homes/HH-3' }, 'Say why, in 15'],
    ['one alone to compare', { do: 'explain', records: 'harrowmere-homes/HH-3' }, 'Choose two'],
  ])('are neither parted nor compared with %s', async (_what, form, problem) => {
    const { status, html } = await send(await workspaceWith(), form)
    expect(status).toBe(400)
    expect(html).toContain(problem)
    expect([...of('splitPerson'), ...of('explainLink')]).toEqual([])
  })

  it('are asked for like the person: whoever may not be known is nobody', async () => {
    const workspace = await manager(() => ({ found: null }))
    expect((await workspace.get(path)).status).toBe(404)
  })
})
