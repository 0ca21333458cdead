import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { loadRecords } from '../../scripts/agency-kit/load-records'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { readAgencyFolder, startOutsideAgency } from '../../subgraphs/outside-agency'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sightline-outside-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function write(name: string, content: unknown): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), JSON.stringify(content))
}

const homes = { code: 'westmarch-homes', field: 'westmarchHomes', kind: 'housing' }
const log = () => undefined

const startIn = (env: Readonly<Record<string, string>>) =>
  startOutsideAgency({ folder, kind: getAgencyKind('housing'), env, log })

describe('an agency in a folder of its own', () => {
  it('is who its file says, and keeps its data beside it', () => {
    write('agency.json', homes)
    const { agency, settings } = readAgencyFolder(folder, 'housing', {})
    expect(agency).toMatchObject(homes)
    expect(settings.dataFolder).toBe(path.join(folder, '.data'))
    const elsewhere = readAgencyFolder(folder, null, {
      ...{ SIGHTLINE_DATA: 'data', SIGHTLINE_POLICIES: '/policies' },
    })
    expect(elsewhere.settings.dataFolder).toBe(path.join(folder, 'data'))
    expect(elsewhere.settings.policyFolder).toBe('/policies')
  })

  it.each([
    [{ ...homes, code: '../x' }, 'agency.json: code must be a text'],
    [{ ...homes, field: 7 }, 'agency.json: field must be a text'],
    [{ ...homes, kind: 'gp' }, 'kind is "gp", and the program is of the kind "housing"'],
    [[], 'agency.json: expected an object'],
  ])('is not one of %j', (content, problem) => {
    write('agency.json', content)
    expect(() => readAgencyFolder(folder, 'housing', {})).toThrow(problem)
  })

  it('does not start before each of its files is there', async () => {
    for (const name of ['agency.json', 'schema.graphql', 'agreement.json']) {
      await expect(startIn({})).rejects.toThrow(`${name} is missing`)
      write(name, homes)
    }
  })

  it.each(['link-tokens', 'name-tokens'])('does not make up %s in production', async (missing) => {
    for (const name of ['agency.json', 'schema.graphql', 'agreement.json']) write(name, homes)
    const others = ['link-tokens', 'name-tokens'].filter((name) => name !== missing)
    for (const name of others) write(`.data/keys/${name}`, '')
    const env = { SIGHTLINE_ENV: 'production', MONGODB_URI: 'mongodb://127.0.0.1:1' }
    await expect(startIn(env)).rejects.toThrow(`${missing} is missing`)
    const records = path.join(folder, 'records.json')
    const place = { folder, kind: getAgencyKind('housing'), env, log }
    const file = { file: records, columnsFile: null, isFhir: false, isJson: false, isDryRun: false }
    await expect(loadRecords(place, file)).rejects.toThrow(`${missing} is missing`)
    expect(existsSync(path.join(folder, '.data', 'keys', missing))).toBe(false)
  })
})
