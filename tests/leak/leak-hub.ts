import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { portsFrom } from '../../common/ports'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { HubClient } from '../../scripts/ask/hub-client'
import { findFreePort } from '../../scripts/free-port'
import type { CommandOutcome } from '../hub/running-hub'
import { RunningHub } from '../hub/running-hub'
import type { Target } from './operations'
import type { Exception } from './oracle'

/** Somebody to ask about. */
export interface Subject {
  readonly name: string
  readonly target: Target
  readonly exceptions: readonly Exception[]
  /** Staff from whom alone they are kept; absent: the exceptions are for everybody. */
  readonly keptFrom?: string
}

/** A hub's answer. */
export interface Answer {
  readonly text: string
  readonly data?: unknown
  readonly errors?: readonly {
    readonly path?: readonly unknown[]
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
  readonly extensions?: {
    readonly coverage?: readonly Readonly<Record<string, unknown>>[]
  }
}

/** Values that stand in hidden records only: an answer with one of them is a leak. */
export const canaries = ['Zyxhidden', '906700099991', 'ZY9 9ZZ', 'NP-SEALED']

const common = { recordedAt: '2024-06-09T09:00:00Z', sourceSystem: 'made-up' }
const someone = (id: string, nhsNumber: string, surname: string) => ({
  ...{ recordType: 'person', sourceRecordId: id, ...common, dateOfBirth: '1970-01-01' },
  names: [{ forenames: 'Zelda', surname, kind: 'LEGAL' }],
  identifiers: { nhsNumber },
})
const hiddenAddress = { uprn: '906700099991', postcode: 'ZY9 9ZZ' }

/** Records of people whom some or all may not see, by agency. */
const special: Readonly<Record<string, readonly object[]>> = {
  'northshire-police': [
    { ...someone('NP-SEALED-1', '999 000 7004', 'Zyxhidden'), isSealed: true, ...hiddenAddress },
    { ...someone('NP-SEALED-2', '999 000 7063', 'Zyxhidden'), isSealed: true },
    {
      ...someone('NP-PROTECTED-2', '999 000 7071', 'Quarrelby'),
      isAddressProtected: true,
      uprn: '906700099993',
    },
    someone('NP-LIMITED-1', '999 000 7012', 'Quillane'),
    {
      ...someone('NP-PROTECTED-1', '999 000 7020', 'Quarrelby'),
      isAddressProtected: true,
      ...hiddenAddress,
    },
  ],
  'st-annes-hospital': [
    someone('SA-SEALED-1', '999 000 7004', 'Plainly'),
    someone('SA-LIMITED-1', '999 000 7012', 'Quillane'),
    someone('SA-UNKNOWN-1', '999 000 7039', 'Plainly'),
    someone('SA-HIDDEN-1', '999 000 7055', 'Plainly'),
    // A hospital that does not know that the police protect where its patient is.
    { ...someone('SA-PROTECTED-2', '999 000 7071', 'Quarrelby'), uprn: '906700099993' },
  ],
  // A landlord who does not know that the police protect where its tenant is.
  'harrowmere-homes': [
    { ...someone('HH-PROTECTED-1', '999 000 7020', 'Quarrelby'), ...hiddenAddress },
    someone('HH-RESIDENT-1', '999 000 7047', 'Quarrelby'),
    {
      ...{ recordType: 'tenancy', sourceRecordId: 'HH-TEN-99', sourceSystem: 'made-up' },
      ...{ occurredAt: '2024-01-01T00:00:00Z', occurredPrecision: 'DAY', basis: 'FACT' },
      ...{ recordedAt: '2024-01-01T00:00:00Z', recordedByRole: 'housing officer' },
      ...{ verification: 'VERIFIED', handling: 'MASH_ONLY', kind: 'SECURE' },
      ...{ startDate: '2023-12-01', uprn: hiddenAddress.uprn },
      personRefs: ['HH-PROTECTED-1', 'HH-RESIDENT-1'],
      people: [
        { reference: 'HH-PROTECTED-1', role: 'TENANT' },
        { reference: 'HH-RESIDENT-1', role: 'HOUSEHOLD_MEMBER' },
      ],
    },
  ],
  'northshire-probation': [
    {
      ...someone('PR-HIDDEN-1', '999 000 7055', 'Zyxhidden'),
      identifiers: { nhsNumber: '999 000 7055', crn: 'X709001' },
      limitedAccess: {
        restrictedToStaff: ['northshire-probation/nobody'],
        isExistenceHidden: true,
      },
    },
    {
      ...someone('PR-LIMITED-1', '999 000 7012', 'Zyxhidden'),
      limitedAccess: { excludedStaff: ['harrowmere-council/mash.analyst'] },
    },
  ],
}

/** The hub as `npm start` runs it, with people whom some or all may not see. */
export class LeakHub {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-leak-'))
  readonly #headers = new Map<string, Promise<Readonly<Record<string, string>>>>()
  readonly #ownAgreements: Readonly<Record<string, object>>
  #hub: RunningHub | null = null
  #port = 0

  /** @param ownAgreements of agencies that are stricter than the partnership, by code */
  constructor(ownAgreements: Readonly<Record<string, object>> = {}) {
    this.#ownAgreements = ownAgreements
  }

  async start(): Promise<void> {
    this.#port = await findFreePort()
    const agreements = path.join(this.#dataFolder(), 'agreements')
    mkdirSync(agreements, { recursive: true })
    for (const [agency, agreement] of Object.entries(this.#ownAgreements))
      writeFileSync(path.join(agreements, `${agency}.json`), JSON.stringify(agreement))
    await this.launch()
    for (const [agency, records] of Object.entries(special)) {
      const file = path.join(this.#folder, `${agency}.ndjson`)
      writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
      const { status, stdout, stderr } = await this.run('import', [agency, file])
      if (status !== 0) throw new Error(`${stdout}${stderr}`)
    }
    await this.#untilLinked('999 000 7039')
    await this.#untilLinked('999 000 7020')
    await this.#untilLinked('999 000 7047')
    // Agencies ask every two seconds whom the others protect.
    await sleep(5000)
  }

  async stop(): Promise<void> {
    await this.#hub?.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** An answer as it is sent, but for what is of this one request: its id, and times. */
  async askForText(query: string, user: string, purpose: string): Promise<string> {
    const { text } = await this.ask(query, user, purpose)
    return text
      .replaceAll(/"tookMs":\d+/g, '"tookMs":0')
      .replaceAll(/"requestId":"[^"]*"/g, '"requestId":""')
  }

  /** Starts the hub on the data there is. */
  async launch(): Promise<void> {
    this.#hub = new RunningHub(this.#port, this.#dataFolder())
    await this.#hub.ready()
  }

  /** Ends the hub as a person does, or kills its gateway first. */
  async end(how: 'stopped' | 'killed'): Promise<void> {
    if (how === 'killed') this.#hub?.kill('gateway')
    await this.#hub?.stop()
  }

  /** Runs one of the project's commands against this hub. */
  async run(script: string, args: readonly string[]): Promise<CommandOutcome> {
    if (!this.#hub) throw new Error('Not started')
    return this.#hub.run(script, args)
  }

  #dataFolder(): string {
    return path.join(this.#folder, 'data')
  }

  async ask(query: string, user: string, purpose: string): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${this.#port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await this.#signIn(user, purpose)) },
      body: JSON.stringify({ query }),
    })
    const text = await response.text()
    return { text, ...(JSON.parse(text) as object) }
  }

  /** Whether this user may claim the purpose at all. */
  async mayClaim(user: string, purpose: string): Promise<boolean> {
    return this.#signIn(user, purpose).then(
      () => true,
      () => false,
    )
  }

  #signIn(user: string, purpose: string): Promise<Readonly<Record<string, string>>> {
    const key = `${user} ${purpose}`
    const known = this.#headers.get(key) ?? this.#open(user, purpose)
    this.#headers.set(key, known)
    return known
  }

  async #open(user: string, purpose: string): Promise<Readonly<Record<string, string>>> {
    const issuer = `http://127.0.0.1:${portsFrom(this.#port).signIn}`
    const token = await requestDemoToken(issuer, user)
    const client = new HubClient(`http://127.0.0.1:${this.#port}/graphql`, token)
    const reason = 'Call to address, injuries seen'
    const enquiry = await client.openEnquiry({
      ...{ purpose, caseReference: 'MASH-0001', reason },
      publicInterestTest: 'Serious injury is likely',
      necessityStatement: 'No other line of enquiry is left',
      noticeToVictim: 'By letter on the first of the month',
    })
    return { authorization: `Bearer ${token}`, 'sightline-enquiry': enquiry }
  }

  /** Agencies tell the index of new records by themselves, a moment later. */
  async #untilLinked(nhsNumber: string): Promise<void> {
    const query = `{ ${byNumber(nhsNumber).rootField}${byNumber(nhsNumber).args} { id } }`
    for (let tries = 0; tries < 200; tries += 1) {
      const { data } = await this.ask(query, 'mash.manager', 'ADULT_SAFEGUARDING')
      if ((data as { personByIdentifier?: unknown } | null)?.personByIdentifier) return
      await sleep(100)
    }
    throw new Error(`Nobody was linked to ${nhsNumber}`)
  }
}

export function byCrn(value: string): Target {
  return { rootField: 'personByIdentifier', args: `(type: CRN, value: "${value}")` }
}

export function atAddress(uprn: string): Target {
  return { rootField: 'peopleAtAddress', args: `(uprn: "${uprn}")` }
}

export function byNumber(value: string): Target {
  return { rootField: 'personByIdentifier', args: `(type: NHS_NUMBER, value: "${value}")` }
}

const sealed: Exception = { field: 'northshirePolice', kept: 'everything' }
const limited: Exception = { field: 'northshireProbation', kept: 'everything' }
const protectedAtPolice: Exception = { field: 'northshirePolice', kept: 'addresses' }
const protectedElsewhere: Exception = { field: 'harrowmereHomes', kept: 'addresses' }
const restrictedPatient: Exception = { field: 'stAnnesHospital', kept: 'addresses' }

export const subjects: readonly Subject[] = [
  { name: 'Victor', target: byNumber('999 000 0018'), exceptions: [] },
  { name: 'Owen', target: byNumber('999 000 0026'), exceptions: [] },
  { name: 'sealed', target: byNumber('999 000 7004'), exceptions: [sealed] },
  {
    name: 'limited access',
    target: byNumber('999 000 7012'),
    exceptions: [limited],
    keptFrom: 'mash.analyst',
  },
  {
    name: 'protected',
    target: byNumber('999 000 7020'),
    exceptions: [protectedAtPolice, protectedElsewhere],
  },
  {
    name: 'who lives with somebody protected',
    target: byNumber('999 000 7047'),
    exceptions: [protectedElsewhere],
  },
  {
    name: 'a case that hides that it is there',
    target: byNumber('999 000 7055'),
    exceptions: [limited],
  },
  {
    name: 'its own number',
    target: byCrn('X709001'),
    exceptions: [limited, { field: 'stAnnesHospital', kept: 'everything' }],
  },
  { name: 'restricted', target: byNumber('999 000 0085'), exceptions: [restrictedPatient] },
  {
    name: "the protected people's address",
    target: atAddress('906700099991'),
    exceptions: [sealed, protectedAtPolice, protectedElsewhere],
  },
  {
    name: "Victor's address",
    target: atAddress('906700000011'),
    exceptions: [],
  },
  {
    name: 'nobody',
    target: { rootField: 'person', args: '(id: "0123456789abcdef0123456789abcdef")' },
    exceptions: [],
  },
]

/** Somebody hidden and nobody: what is hidden, how one asks for it, and how for nobody. */
export const alikePairs: readonly (readonly [how: string, hidden: Target, unknown: Target])[] = [
  ['sealed, known to nobody else', byNumber('999 000 7063'), byNumber('999 000 7098')],
  ['sealed, known to the hospital', byNumber('999 000 7004'), byNumber('999 000 7039')],
  ['a case that hides itself, by its number', byCrn('X709001'), byCrn('X709002')],
  [
    'a case that hides itself, of somebody the hospital knows',
    ...([byNumber('999 000 7055'), byNumber('999 000 7039')] as const),
  ],
  ['a protected address', atAddress('906700099993'), atAddress('906700099994')],
]

/** What is asked about both of a pair. */
export function alikeQuery({ rootField, args }: Target): string {
  return `{ ${rootField}${args} {
    northshirePolice { __typename people { names { surname } } incidents { id } }
    northshireProbation { __typename people { names { surname } } cases { crn } }
    stAnnesHospital { __typename people { names { surname } } }
    harrowmereHomes { __typename }
  } }`
}
