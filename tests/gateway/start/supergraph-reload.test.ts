import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { listServices } from '../../../common/services'
import { categories } from '../../../policies/vocabulary'
import { composeSupergraph } from '../../../schema/compose'
import type { SdlReader } from '../../../schema/instance-sdl'
import { readSdlFile } from '../../../schema/instance-sdl'
import {
  baseSupergraph,
  sealOver,
  SupergraphFile,
  supergraphId,
} from '../../../schema/supergraph-text'
import { until } from '../../helpers/policy-folder'
import type { Reply } from '../real-hub'
import { RealHub } from '../real-hub'

const oldQuery =
  'query ($id: ID!) { person(id: $id) { harrowmereHomes { tenancies(first: 1) { id } } } }'
/** Asks for what only the new supergraph has, and the agency has had all along. */
const newQuery =
  'query ($id: ID!) { person(id: $id) { harrowmereHomes { antiSocialBehaviourCases(first: 1) { id } } } }'
/** Asks for what a supergraph promises and no agency has. */
const emptyPromise =
  'query ($id: ID!) { person(id: $id) { harrowmereHomes { gardens(first: 1) { id } } } }'

const hub = new RealHub()
const folder = mkdtempSync(path.join(tmpdir(), 'sightline-published-'))
const published = path.join(folder, 'published')

const housing = readSdlFile('subgraphs/housing')
const lists = / *"[^"]*"\n *antiSocialBehaviourCases: .*\n/
const current = composeWith(housing)
const older = composeWith(housing.replace(lists, ''))
const promising = composeWith(
  housing.replace(
    lists,
    (line) => `${line}  "Gardens." gardens: [Tenancy!] @classified(as: ["HOUSING"])\n`,
  ),
)

function composeWith(sdl: string): string {
  const read: SdlReader = (name) => (name === 'subgraphs/housing' ? sdl : readSdlFile(name))
  return composeSupergraph({ services: listServices(hub.register), categories, read })
}

function publish(supergraph: string): string {
  const text = sealOver(baseSupergraph(), supergraph)
  writeText(text)
  return supergraphId(text)
}

function writeText(text: string): void {
  mkdirSync(published, { recursive: true })
  writeFileSync(path.join(folder, 'draft'), text)
  renameSync(path.join(folder, 'draft'), path.join(published, 'supergraph.graphql'))
}

interface State {
  readonly id: string
  readonly isOnTrial: boolean
  readonly problem?: string
}

async function stateOf(): Promise<State> {
  const health = (await (await fetch(`${hub.url}/health/ready`)).json()) as {
    readonly supergraph: State
  }
  return health.supergraph
}

const isInForce = (id: string) => until(async () => (await stateOf()).id === id)

describe('a gateway while agencies publish', () => {
  let headers: Readonly<Record<string, string>>
  let olderId: string
  const ask = (query: string): Promise<Reply> => hub.send(query, { id: 'p1' }, headers)

  beforeAll(async () => {
    olderId = publish(older)
    const supergraphFile = new SupergraphFile(published)
    const qualityBound = { leastAnswers: 5, enoughAnswers: 20, worseBy: 0.1 }
    await hub.start({ supergraphFile, supergraphSdl: supergraphFile.read() }, { qualityBound })
    headers = await hub.enquire('mash.analyst')
  })
  afterAll(async () => {
    await hub.stop()
    rmSync(folder, { recursive: true })
  })

  it('takes a new supergraph without a restart and loses no request', async () => {
    expect((await ask(newQuery)).status).toBe(400)
    const replies: Reply[] = []
    let isOver = false
    const asker = async () => {
      while (!isOver) replies.push(await ask(oldQuery))
    }
    const askers = Array.from({ length: 8 }, asker)
    await until(() => Promise.resolve(replies.length > 20))
    const id = publish(current)
    await isInForce(id)
    await until(async () => !(await stateOf()).isOnTrial)
    isOver = true
    await Promise.all(askers)

    const bad = replies.filter(({ status, errors }) => status !== 200 || errors !== undefined)
    expect(bad).toEqual([])
    expect(hub.entries.length).toBeGreaterThanOrEqual(replies.length)
    const { status, data } = await ask(newQuery)
    expect([status, data]).toEqual([
      200,
      { person: { harrowmereHomes: { antiSocialBehaviourCases: [] } } },
    ])
    expect(await stateOf()).toEqual({
      ...{ id, isOnTrial: false },
      since: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    })
  })

  it('ends what is under way over the supergraph under which it came', async () => {
    const homes = hub.stub('harrowmere-homes')
    let release = () => {
      /* Replaced when the question is there. */
    }
    const isAsked = new Promise<void>((resolve) => {
      homes.misbehaviour = (response) => {
        release = () => response.destroy()
        resolve()
      }
    })
    const slow = ask(newQuery)
    await isAsked
    await isInForce(publish(older))
    homes.misbehaviour = null
    release()
    // Its agency has hung up: but the question was never said to be wrong.
    const { status, extensions } = await slow
    expect(status).toBe(200)
    const row = extensions?.coverage.find(({ agency }) => agency === 'harrowmere-homes')
    expect(row?.status).toBe('UNAVAILABLE')
    expect((await ask(newQuery)).status).toBe(400)
    await isInForce(publish(current))
    for (let answer = 0; answer < 20; answer += 1) await ask(oldQuery)
    expect((await stateOf()).isOnTrial).toBe(false)
  })

  it.each([
    ['what is no supergraph', () => sealOver(baseSupergraph(), 'type Query { a: ID }'), /./],
    [
      'what was composed over another hub',
      () => sealOver('other', current),
      /another schema of the hub; run npm run agency -- compose$/,
    ],
    [
      'a supergraph without an agency of the register',
      () => sealOver(baseSupergraph(), current.replaceAll('"harrowmere-homes"', '"other-homes"')),
      /^harrowmere-homes is registered/,
    ],
  ])('refuses %s and goes on with what there was', async (_, text, problem) => {
    const { id } = await stateOf()
    writeText(text())
    await until(async () => (await stateOf()).problem !== undefined)
    const state = await stateOf()
    expect(state.id).toBe(id)
    expect(state.problem).toMatch(problem)
    expect((await ask(newQuery)).status).toBe(200)
    publish(current)
    await until(async () => (await stateOf()).problem === undefined)
  })

  it('goes back by itself when the new one answers worse, and does not try it again', async () => {
    const { id: good } = await stateOf()
    const bad = publish(promising)
    await isInForce(bad)
    expect((await stateOf()).isOnTrial).toBe(true)
    for (let answer = 0; answer < 5; answer += 1) await ask(emptyPromise)

    expect(await stateOf()).toMatchObject({ id: good, isOnTrial: false })
    expect((await stateOf()).problem).toBe(
      `supergraph ${bad} answered worse than the one before it, which is back`,
    )
    expect((await ask(emptyPromise)).status).toBe(400)
    expect((await ask(newQuery)).status).toBe(200)
    // Longer than two looks at what is published.
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect((await stateOf()).id).toBe(good)
  })

  it('forgives once what is in force is published again', async () => {
    publish(current)
    await until(async () => (await stateOf()).problem === undefined)
    expect((await stateOf()).id).not.toBe(olderId)
  })
})
