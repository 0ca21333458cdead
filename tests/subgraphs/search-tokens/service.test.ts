import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { findAmong } from '../../../common/keys/keys'
import { unobserved } from '../../../common/observing/observing'
import { startService } from '../../../subgraphs/search-tokens/service'
import { settingsIn } from '../../helpers/settings'
import { callSubgraph, hubCall, makeSigningKey } from '../../helpers/signed-call'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-search-tokens-'))
const key = makeSigningKey()

function start(dataFolder: string) {
  return startService({
    settings: settingsIn(dataFolder),
    register: [],
    mongodbUri: null,
    port: 0,
    hubKeys: findAmong([key]),
    observing: unobserved,
  })
}

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('the service that makes the tokens of a search', () => {
  it('gives tokens to the hub, and decides again about who asks', async () => {
    const service = await start(path.join(folder, 'a'))
    const query =
      '{ searchPersons(input: { familyName: "Ashdown", dateOfBirth: "1957-03-11" }) { id tokens } }'
    const ask = (roles: readonly string[]) =>
      callSubgraph(
        { url: service.url, key, call: { ...hubCall('search-tokens'), roles } },
        { query },
      )
    const [given, refused] = [await ask(['mash.analyst']), await ask(['housing.officer'])]
    await service.stop()

    const { tokens } = given.body.data?.['searchPersons'] as { readonly tokens: string }
    expect(JSON.parse(tokens)).toMatchObject({ years: [], placeKeys: [] })
    expect(tokens).not.toMatch(/ashdown|1957/i)
    expect(refused.body.errors?.[0]?.extensions).toMatchObject({ reason: 'NO_AGREEMENT' })
  })

  it('does not start with a key that is none, and names it', async () => {
    const dataFolder = path.join(folder, 'b')
    mkdirSync(path.join(dataFolder, 'keys'), { recursive: true })
    writeFileSync(path.join(dataFolder, 'keys', 'name-tokens'), 'secret')

    await expect(start(dataFolder)).rejects.toThrow('The key file "name-tokens" does not hold 64')
  })
})
