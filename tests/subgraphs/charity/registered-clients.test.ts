import { createLogger } from '../../../common/observing/logger'
import { groundText } from '../../../common/registration/hiding'
import { groundToken, openLinkKey } from '../../../common/registration/link-tokens'
import { openNameKey } from '../../../common/registration/name-key'
import type { Registration } from '../../../common/registration/registration'
import { charity } from '../../../subgraphs/charity/kind'
import { Registrar } from '../../../subgraphs/kit/index/registrar'
import { Outbox } from '../../../subgraphs/kit/index/outbox'
import { openCollections } from '../../../subgraphs/kit/records/record-collection'
import { makeSigningKey } from '../../helpers/signed-call'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { envelope, examplePerson } from '../agency-examples'
import { FakeIndex } from '../kit/index/fake-index'
import { makeAgency } from '../record-checks'
import { RunningAgency } from '../running-agency'

const day = '2024-05-04'
const identifiers = { nhsNumber: '999 000 0026' }
const index = new FakeIndex()

let store: TestStore
let agency: RunningAgency
let registrar: Registrar

function consent(id: string, ref: string, fields: object) {
  const record = { recordType: 'consent', sourceRecordId: id, ...envelope([ref], day) }
  return { ...record, scope: ['DOMESTIC_ABUSE_RISK'], day, decision: 'GIVEN', ...fields }
}

beforeAll(async () => {
  store = await startTestStore()
  const line = { kind: 'charity', field: 'openDoor', code: 'registering', existenceProtected: true }
  agency = new RunningAgency(makeAgency(line), store)
  await agency.load([
    { ...examplePerson('CONSENTS'), identifiers },
    { ...examplePerson('SILENT'), identifiers },
    { ...examplePerson('PROTECTED'), identifiers, isAddressProtected: true },
    consent('c-1', 'CONSENTS', {}),
  ])
  registrar = new Registrar({
    agency: agency.agency.code,
    collections: openCollections(agency, charity.createModels(agency.connection, agency.agency)),
    outbox: new Outbox(agency.connection),
    signingKey: makeSigningKey(),
    linkKey: openLinkKey(agency.folder),
    nameKey: openNameKey(agency.folder),
    limitedAccessTypes: charity.limitedAccessTypes,
    disclosesOnlyWith: charity.disclosesOnlyWith,
    personIndexUrl: await index.start(),
    logger: createLogger({ service: 'charity', level: 'warn', write: () => undefined }),
  })
}, 30_000)

afterAll(async () => {
  await index.stop()
  await agency.stop()
  await store.stop()
})

/** What the index is told of those who are due. */
async function told(): Promise<ReadonlyMap<string, Registration>> {
  index.sent.length = 0
  await registrar.registerDue()
  const calls = index.sent.map(({ body }) => body as Registration[])
  return new Map(calls.flat().map((one) => [one.ref, one]))
}

describe('what a charity tells the person index of a client', () => {
  it('is for whom they consent to, and nothing at all without consent', async () => {
    const said = await told()
    const ground = groundText({ purpose: 'DOMESTIC_ABUSE_RISK', caseReference: null })
    const onlyOnGrounds = [groundToken(openLinkKey(agency.folder), ground)]
    expect(said.get('CONSENTS')?.tokens).toHaveLength(1)
    expect(said.get('CONSENTS')?.hiddenFrom).toEqual([
      { excludedStaff: [], restrictedToStaff: null, onlyOnGrounds },
    ])
    const nothing = { tokens: [], addresses: [], isWithdrawn: true }
    expect(said.get('SILENT')).toMatchObject({ ref: 'SILENT', ...nothing })
  })

  it('protects them without consent too, and tells nobody that they are known', async () => {
    await agency.load([{ ...examplePerson('PROTECTED'), identifiers, isAddressProtected: true }])
    expect((await told()).get('PROTECTED')).toMatchObject({
      isAddressProtected: true,
      hiddenFrom: [{ excludedStaff: [], restrictedToStaff: null, onlyOnGrounds: [] }],
    })
  })

  it('changes as soon as a consent comes, goes, or turns out to be of another', async () => {
    await told()
    await agency.load([consent('c-1', 'SILENT', {})])
    const moved = await told()
    expect(moved.get('CONSENTS')).toMatchObject({ isWithdrawn: true })
    expect(moved.get('SILENT')?.tokens).toHaveLength(1)
    await agency.load([consent('c-1', 'SILENT', { withdrawnDay: '2024-05-05' })])
    expect((await told()).get('SILENT')).toMatchObject({ isWithdrawn: true })
  })
})
