import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { parse, print } from 'graphql'
import mongoose from 'mongoose'

import type { HttpServer } from '../../../../common/http/server'
import { findAmong } from '../../../../common/keys/keys'
import { projectPath } from '../../../../common/project-root'
import { databaseName } from '../../../../common/settings'
import { agencySdl } from '../../../../schema/instance-sdl'
import { readContractPoints } from '../../../../scripts/agency/conformance/contract-points'
import type { Conformance } from '../../../../scripts/agency/conformance/report'
import { conformanceText, describeConformance } from '../../../../scripts/agency/conformance/report'
import { checks, runChecks } from '../../../../scripts/agency/conformance/run-checks'
import type { Subject } from '../../../../scripts/agency/conformance/subject'
import { openAgencyTarget } from '../../../../scripts/import/agency-target'
import { startAgency } from '../../../../subgraphs/kit/agency/agency'
import { settingsIn } from '../../../helpers/settings'
import { makeSigningKey } from '../../../helpers/signed-call'
import type { TestStore } from '../../../helpers/store'
import { startTestStore } from '../../../helpers/store'
import { agencyExamples, envelope, examplePerson } from '../../../subgraphs/agency-examples'
import { startCarelessSubgraph } from './careless-subgraph'

const points = readContractPoints(readFileSync(projectPath('docs', 'agency-contract.md'), 'utf8'))
const hubKey = makeSigningKey()
const example = agencyExamples.find(({ kind }) => kind.name === 'police')
if (!example) throw new Error('There is no example of the police')
const { agency, kind } = example
const references = ['REF-1', 'REF-2']

function subjectAt(url: string): Subject {
  const permitted = {
    ...{ roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING', legalPower: 'Care Act 2014 s.42' },
    stated: ['PUBLIC_INTEREST_TEST'],
  }
  const { code, field } = agency
  return { url, code, field, sdl: agencySdl(agency), references, hubKey, permitted }
}

/** What even a careless subgraph has right. */
const luck: readonly string[] = [
  'AC-01 its SDL composes with those of the others',
  'AC-01 its SDL has the field and the echo on Person',
  'AC-01 its types of records say where they come from',
  'AC-02 every field of its SDL is classified',
  'AC-03 it has no root fields, and keeps to the keys and directives of the hub',
  'AC-04 it answers POST with JSON, whole and at once',
  'AC-05 whom it holds it shows to who may see them',
  'AC-14 what it says of a bad operation reveals nothing',
  'AC-15 a body of 250 KiB is read',
  'AC-16 fifty people are answered within five seconds',
  'AC-18 something is told to who may see it, so that the rest means something',
]

async function conformanceAt(url: string): Promise<Conformance> {
  const of = { agency: agency.code, url, at: '2026-04-01T12:00:00Z' }
  return describeConformance(of, points, await runChecks(subjectAt(url)))
}

const failedIn = ({ points: all }: Conformance) =>
  all.flatMap(({ id, checks: done }) =>
    done.flatMap(({ name, problem }) => (problem === null ? [] : `${id} ${name}: ${problem}`)),
  )

describe('the checks of the contract', () => {
  it('are of every point that can be seen from outside, and of no other', () => {
    const seen = points.filter(({ isSeen }) => isSeen).map(({ id }) => id)
    expect([...new Set(checks.map(({ point }) => point))]).toEqual(seen)
  })

  it('have a name each', () => {
    expect(new Set(checks.map(({ point, name }) => point + name)).size).toBe(checks.length)
  })

  it('do not pass where they were not made', () => {
    const of = { agency: 'a', url: 'https://a.example', at: '' }
    expect(describeConformance(of, points, []).passed).toBe(false)
  })
})

describe('one of our agencies', () => {
  let folder: string
  let store: TestStore
  let service: HttpServer

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sightline-conformance-'))
    store = await startTestStore()
    const settings = settingsIn(folder, { personIndexUrl: 'http://127.0.0.1:2' })
    const target = await openAgencyTarget({ agency, kind, settings, mongodbUri: store.uri })
    const records = references.flatMap((ref) => [
      examplePerson(ref),
      {
        recordType: kind.lists[kind.example.list],
        sourceRecordId: `record-${ref}`,
        ...envelope([ref], '2024-01-01T12:00:00Z'),
        ...kind.example.fields,
      },
    ])
    await target.write(await Promise.all(records.map((record) => target.prepare(record))))
    await target.close()
    const hubKeys = findAmong([hubKey])
    service = await startAgency({ agency, kind, settings, mongodbUri: store.uri, port: 0, hubKeys })
  })

  afterAll(async () => {
    await service.stop()
    const dbName = databaseName(agency.code)
    const connection = await mongoose.createConnection(store.uri, { dbName }).asPromise()
    await connection.dropDatabase()
    await connection.close()
    await store.stop()
    await rm(folder, { recursive: true })
  })

  it('conforms', async () => {
    const conformance = await conformanceAt(`${service.url}/graphql`)
    expect(failedIn(conformance)).toEqual([])
    expect(conformance.passed).toBe(true)
    const text = conformanceText(conformance)
    expect(text).toContain('PASSED: all 21 points that can be seen from outside.')
    expect(text).toContain('  AC-22  No record, no answer')
  })
})

describe('a careless subgraph', () => {
  let careless: Awaited<ReturnType<typeof startCarelessSubgraph>>

  beforeAll(async () => {
    careless = await startCarelessSubgraph(agencySdl(agency), agency.field)
  })
  afterAll(() => careless.stop())

  it('is told each of its faults', async () => {
    const conformance = await conformanceAt(careless.url)
    expect(conformance.passed).toBe(false)
    const failedPoints = conformance.points.filter(({ outcome }) => outcome === 'FAILED')
    expect(failedPoints.map(({ id }) => id)).toEqual([
      ...['AC-04', 'AC-05', 'AC-06', 'AC-07', 'AC-08', 'AC-09', 'AC-10', 'AC-11', 'AC-12', 'AC-13'],
      ...['AC-14', 'AC-15', 'AC-17', 'AC-18', 'AC-20', 'AC-23', 'AC-27'],
    ])
    // Of what it gets right by luck, nothing: each of these checks has seen a fault once.
    const [of, all] = [conformance.points.filter(({ outcome }) => outcome === 'FAILED'), checks]
    const unseen = all.filter(
      ({ point, name }) =>
        !of.some(({ id, checks: done }) =>
          done.some((one) => id === point && one.name === name && one.problem !== null),
        ),
    )
    expect(unseen.map(({ point, name }) => `${point} ${name}`)).toEqual(luck)
    expect(conformanceText(conformance)).toContain(
      'expected: a call without a token is refused; but it was answered with data',
    )
  })

  it('that does not answer has passed nothing that must be asked', async () => {
    const nowhere = await conformanceAt('http://127.0.0.1:2/graphql')
    const passed = nowhere.points.filter(({ outcome }) => outcome === 'PASSED')
    expect(passed.map(({ id }) => id)).toEqual(['AC-01', 'AC-02', 'AC-03'])
    expect(failedIn(nowhere).join()).toContain('there was no answer that can be read')
  })

  it.each([
    ['AC-01', 'type Person @key(fields: "id") { id: ID! @classified(as: ["IDENTITY"]) }'],
    ['AC-02', 'type Extra { unclassified: String }'],
    ['AC-03', 'type Query { everybody: String @classified(as: ["IDENTITY"]) }'],
    ['AC-03', 'type Extra @key(fields: "name") { name: ID! @classified(as: []) }'],
  ])('is told what is wrong with its SDL: %s', async (point, sdl) => {
    const good = print(agencySdl(agency))
    const subject = { ...subjectAt(careless.url), sdl: parse(point === 'AC-01' ? sdl : good + sdl) }
    const ofPoint = checks.filter((check) => check.point === point)
    const problems = await Promise.all(ofPoint.map(({ run }) => run(subject)))
    expect(problems.some((problem) => problem !== null)).toBe(true)
  })

  it.each([
    ['has another name', 'from: RecordSource @classified(as: [])'],
    ['has one of another type', 'source: String @classified(as: [])'],
  ])('is told of a type of records whose source: %s', async (_, source) => {
    const sdl = print(agencySdl(agency))
    const [list] = Object.keys(kind.lists)
    const type = new RegExp(`\\b${list ?? ''}\\(.*?\\): \\[(\\w+)!\\]`, 's').exec(sdl)?.[1] ?? ''
    const own = new RegExp(`(type ${type} [^}]*?)source: RecordSource @classified\\(as: \\[\\]\\)`)
    const subject = { ...subjectAt(careless.url), sdl: parse(sdl.replace(own, `$1${source}`)) }
    const check = checks.find(
      ({ name }) => name === 'its types of records say where they come from',
    )
    expect(await check?.run(subject)).toContain(`${type} has no source: RecordSource`)
    expect(await check?.run(subjectAt(careless.url))).toBeNull()
  })
})
