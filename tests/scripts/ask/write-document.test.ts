import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { readRegister } from '../../../common/register'
import { readArguments } from '../../../scripts/ask/arguments'
import { AskError, HubClient } from '../../../scripts/ask/hub-client'
import type { PersonArgument } from '../../../scripts/ask/person-argument'
import { writeDocument } from '../../../scripts/ask/write-document'
import { chronology, coverage, id, row } from '../../web/made-up'

const register = readRegister()
const asked: { query: string; variables: Record<string, unknown>; enquiry: unknown }[] = []
let answer: (query: string) => object
let folder: string
let server: Server

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as (typeof asked)[number]
      asked.push({ ...body, enquiry: request.headers['sightline-enquiry'] })
      response.setHeader('content-type', 'application/json')
      response.setHeader('x-request-id', 'request-of-the-hub')
      response.end(JSON.stringify(answer(body.query)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

beforeEach(() => {
  asked.length = 0
  folder = mkdtempSync(path.join(tmpdir(), 'sightline-document-'))
  jest.replaceProperty(process, 'env', { ...process.env, SIGHTLINE_DATA: folder })
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  jest.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const names = [{ forenames: 'Victor', surname: 'Ashdown', kind: 'LEGAL' }]
const person = {
  ...{ id, northshirePolice: { people: [{ names, dateOfBirth: '1957-03-11' }] } },
  ...chronology([row()]),
}
const everything = (query: string) => ({
  data: query.includes('personByIdentifier') ? { personByIdentifier: { id } } : { found: person },
  extensions: { coverage: coverage({ 'northshire-police': 'ANSWERED' }) },
})

function write(...argv: readonly string[]) {
  const who = ['--user', 'mash.analyst', '--reason', 'Call to address, injuries seen']
  const why = ['--purpose', 'ADULT_SAFEGUARDING', '--case', 'MASH-0001']
  const request = readArguments([...who, ...why, ...argv], register)
  if (!request) throw new Error('It asks for help')
  const { port } = server.address() as AddressInfo
  const client = new HubClient(`http://127.0.0.1:${port}/graphql`, 'token')
  const subject = request.subject as PersonArgument
  return writeDocument({ ...request, subject }, { client, enquiry: 'enquiry-1', register })
}
const file = (name: string) => path.join(folder, name)

describe('a chronology written from the terminal', () => {
  it('is the document of the workspace, as PDF and as a table, for the one who asks alone', async () => {
    answer = everything
    const isWritten = await write(
      ...['--nhs', '999 000 0018', '--csv', file('a.csv'), '--pdf', file('a.pdf')],
    )
    expect(isWritten).toBe(true)
    const table = readFileSync(file('a.csv'), 'utf8')
    expect(table).toContain('Victor Ashdown')
    expect(table).toContain('Case: MASH-0001')
    expect(table).toMatch(
      /"1","Police call or incident",.*"Call to the police\.".*"request-of-the-hub"/,
    )
    expect(readFileSync(file('a.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    for (const name of ['a.csv', 'a.pdf']) expect(statSync(file(name)).mode & 0o077).toBe(0)
    expect(asked.map(({ enquiry }) => enquiry)).toEqual(['enquiry-1', 'enquiry-1'])
  })

  it('has letters for people and no name, nor asks for one, when that is wanted', async () => {
    answer = everything
    await write('--person', id, '--csv', file('a.csv'), '--anonymised', '--since', '2024-01-01')
    const table = readFileSync(file('a.csv'), 'utf8')
    expect(table).toContain('Letters stand for people')
    expect(table).not.toMatch(/Victor|Ashdown|MASH-0001|906700000011/)
    expect(asked).toMatchObject([{ variables: { id, from: '2024-01-01', to: null, asAt: null } }])
    expect(asked[0]?.query).not.toContain('forenames')
  })

  it.each([
    ['nobody is known by the number', { personByIdentifier: null }, ['--nhs', '999 000 0018']],
    ['nobody may be shown', { found: null, other: 1 }, ['--person', id]],
  ])('is none when %s', async (_what, data, argv) => {
    answer = () => ({ data })
    expect(await write(...argv, '--csv', file('a.csv'))).toBe(false)
    expect(() => statSync(file('a.csv'))).toThrow('ENOENT')
  })

  it('is none when the hub refuses, and says by which code', async () => {
    const extensions = { code: 'LOG_UNAVAILABLE' }
    answer = () => ({
      data: null,
      errors: [{ message: 'Try again.', path: ['found'], extensions }],
    })
    const writing = write('--person', id, '--pdf', file('a.pdf'))
    await expect(writing).rejects.toThrow(AskError)
    await expect(writing).rejects.toThrow('LOG_UNAVAILABLE')
    expect(() => statSync(file('a.pdf'))).toThrow('ENOENT')
  })
})
