/** The people of the leak test, and what is kept of them from whom. */
import type { Target } from './operations'
import type { Exception } from './asker'

/** Somebody to ask about. */
export interface Subject {
  readonly name: string
  readonly target: Target
  readonly exceptions: readonly Exception[]
  /** Staff from whom alone they are kept; absent: the exceptions are for everybody. */
  readonly keptFrom?: string
  /** The purpose for which alone the exceptions are for nobody. */
  readonly consentsTo?: string
  /** Told at no address and beside nobody: of them somebody keeps back where they are, or that they are. */
  readonly isNeverBeside?: true
}

export function byCrn(value: string): Target {
  return { rootField: 'personByIdentifier', args: `(type: CRN, value: "${value}")` }
}

export function atAddress(uprn: string): Target {
  return { rootField: 'peopleAtAddress', args: `(uprn: "${uprn}")` }
}

export function ofAddress(uprn: string): Target {
  return { rootField: 'address', args: `(uprn: "${uprn}")` }
}

export function atPostcode(postcode: string): Target {
  return { rootField: 'addressesByPostcode', args: `(postcode: "${postcode}")` }
}

/** @param input members of a search's input */
export function byName(input: string): Target {
  return { rootField: 'searchPersons', args: `(input: { ${input} })` }
}

export function byNumber(value: string): Target {
  return { rootField: 'personByIdentifier', args: `(type: NHS_NUMBER, value: "${value}")` }
}

const sealed: Exception = { field: 'northshirePolice', kept: 'everything' }
const limited: Exception = { field: 'northshireProbation', kept: 'everything' }
const protectedAtPolice: Exception = { field: 'northshirePolice', kept: 'addresses' }
const protectedElsewhere: Exception = { field: 'harrowmereHomes', kept: 'addresses' }
const client: Exception = { field: 'openDoorHarrowmere', kept: 'everything' }
const restrictedPatient: Exception = { field: 'stAnnesHospital', kept: 'addresses' }

export const subjects: readonly Subject[] = [
  { name: 'Victor', target: byNumber('999 000 0018'), exceptions: [] },
  { name: 'Owen', target: byNumber('999 000 0026'), exceptions: [] },
  {
    name: 'Calla, a client who consents to one purpose',
    target: byNumber('999 000 0506'),
    exceptions: [client],
    consentsTo: 'DOMESTIC_ABUSE_RISK',
  },
  { name: 'Joss', target: byCrn('X204518'), exceptions: [] },
  { name: 'Ambrose', target: byNumber('999 000 0522'), exceptions: [] },
  { name: 'a client without consent', target: byNumber('999 000 7101'), exceptions: [client] },
  {
    name: 'a client whom the charity alone knows',
    target: byNumber('999 000 7128'),
    exceptions: [client],
  },
  {
    name: 'a client who consents to one purpose',
    target: byNumber('999 000 7136'),
    exceptions: [client],
    consentsTo: 'DOMESTIC_ABUSE_RISK',
  },
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
    isNeverBeside: true,
    exceptions: [protectedAtPolice, protectedElsewhere],
  },
  {
    name: 'who lives with somebody protected',
    target: byNumber('999 000 7047'),
    exceptions: [protectedElsewhere],
  },
  {
    name: 'protected by one agency alone',
    target: byNumber('999 000 7071'),
    exceptions: [protectedAtPolice, restrictedPatient],
    isNeverBeside: true,
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
  {
    name: 'restricted',
    target: byNumber('999 000 0085'),
    exceptions: [restrictedPatient],
    isNeverBeside: true,
  },
  {
    name: 'Victor, searched for by a name spelled by ear',
    target: byName('givenNames: "Viktor", familyName: "Ashdown", dateOfBirth: "1957-03-11"'),
    exceptions: [],
  },
  {
    name: 'the protected people, searched for where they live',
    target: byName('givenNames: "Zelda", familyName: "Quarrelby", uprn: "906700099991"'),
    exceptions: [sealed, protectedAtPolice, protectedElsewhere],
  },
  {
    name: 'the sealed ones, searched for by name and where they live',
    target: byName('givenNames: "Zelda", familyName: "Zyxhidden", postcode: "ZY9 9ZZ"'),
    exceptions: [sealed, protectedAtPolice, protectedElsewhere],
  },
  {
    name: "the protected people's address",
    target: atAddress('906700099991'),
    exceptions: [sealed, protectedAtPolice, protectedElsewhere],
  },
  {
    name: "the protected people's address, and what is worked out there",
    target: ofAddress('906700099991'),
    exceptions: [sealed, protectedAtPolice, protectedElsewhere],
  },
  {
    name: "Victor's address, and what is worked out there",
    target: ofAddress('906700000011'),
    exceptions: [],
  },
  {
    name: "the protected people's postcode",
    target: atPostcode('ZY9 9ZZ'),
    exceptions: [sealed, protectedAtPolice, protectedElsewhere],
  },
  {
    name: "Victor's postcode",
    target: atPostcode('ZY1 4AB'),
    exceptions: [],
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
  ['a client of the charity', byNumber('999 000 7128'), byNumber('999 000 7098')],
  [
    'a client of the charity, of whom the hospital knows',
    ...([byNumber('999 000 7101'), byNumber('999 000 7039')] as const),
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
    openDoorHarrowmere { __typename people { names { surname } } support { kind } eventsWithheld }
  } }`
}
