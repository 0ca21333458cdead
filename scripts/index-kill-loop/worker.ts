import { describedRecord } from '../../common/likeness/described-person'
import { likenessOf } from '../../common/likeness/likeness'
import type { LinkKey } from '../../common/registration/link-tokens'
import { identifierToken } from '../../common/registration/link-tokens'
import type { Registration } from '../../common/registration/registration'
import type { Pairs, RecordPair, Stage } from './pairs'
import { agencies, crnOf, keysOf, nextStage, reasonFor } from './pairs'
import type { Spoken } from './speak'
import { ask, register } from './speak'

export interface Working extends Spoken {
  readonly linkKey: LinkKey
  readonly nameKey: Buffer
  readonly pairs: Pairs
  /** Hub id of whom a record is held to be. */
  readonly personOf: (key: string) => Promise<string>
}

/** Takes one pair after the other as far as it goes, until the index is gone. */
export async function workUntilKilled(working: Working): Promise<void> {
  for (;;) {
    const pair = working.pairs.begin()
    for (let stage = nextStage(pair); stage !== null; stage = nextStage(pair)) {
      pair.underWay = stage
      if (!(await reach(working, pair, stage))) return
      pair.acknowledged = stage
      pair.underWay = null
    }
  }
}

/** Agencies send again what was not acknowledged; what a manager said is not said again by itself. */
export async function sendAgain(working: Working): Promise<void> {
  for (const pair of working.pairs.all) {
    const stage = pair.underWay
    if (stage !== 'FIRST' && stage !== 'LINKED') continue
    if (!(await reach(working, pair, stage))) throw new Error('The index is gone')
    pair.acknowledged = stage
    pair.underWay = null
  }
}

/** So many pairs are looked up, spread over all of them. */
const lookedUp = 8

/** Pairs that are not found by the number that both of their records have. */
export async function findLost(working: Working): Promise<readonly string[]> {
  const whole = working.pairs.all.filter(
    ({ kind, acknowledged }) =>
      kind === 'NUMBER' && (acknowledged === 'LINKED' || acknowledged === 'PROPOSED'),
  )
  const step = Math.max(1, Math.floor(whole.length / lookedUp))
  const lost: string[] = []
  for (const pair of whole.filter((_, place) => place % step === 0)) {
    const query = `query ($value: String!) { personByIdentifier(type: CRN, value: $value) { id } }`
    const data = await ask(working, 'manager-who-looks', {
      query,
      variables: { value: crnOf(pair) },
    })
    const found = data?.['personByIdentifier'] as { readonly id: string } | null | undefined
    if (found?.id !== (await working.personOf(keysOf(pair)[0])))
      lost.push(`pair ${pair.id}: not found by its number`)
  }
  return lost
}

async function reach(working: Working, pair: RecordPair, stage: Stage): Promise<boolean> {
  if (stage === 'FIRST') return register(working, agencies[0], registrationOf(working, pair, 'N'))
  if (stage === 'LINKED') return register(working, agencies[1], registrationOf(working, pair, 'S'))
  return part(working, pair, stage)
}

/** The second one to say so is another manager. */
async function part(working: Working, pair: RecordPair, stage: Stage): Promise<boolean> {
  const person = await working.personOf(`${agencies[0]}/N-${pair.id}`)
  const query = `mutation ($person: ID!, $records: [RecordReference!]!, $reason: String!) {
    splitPerson(person: $person, records: $records, reason: $reason) { state people } }`
  const records = [{ agency: agencies[1], reference: `S-${pair.id}` }]
  const variables = { person, records, reason: reasonFor(pair, stage) }
  const data = await ask(working, `manager-${stage.toLowerCase()}`, { query, variables })
  if (data === null) return false
  const { state } = data['splitPerson'] as { readonly state: string }
  const expected = stage === 'PROPOSED' ? 'WAITS_FOR_SECOND' : 'IN_FORCE'
  if (state !== expected) throw new Error(`Pair ${pair.id}: ${state}, expected ${expected}`)
  return true
}

function registrationOf(
  { linkKey, nameKey }: Pick<Working, 'linkKey' | 'nameKey'>,
  pair: RecordPair,
  side: 'N' | 'S',
): Registration {
  const rest = { ref: `${side}-${pair.id}`, addresses: [] }
  if (pair.kind === 'LIKENESS')
    return { ...rest, tokens: [], likeness: likenessOf(nameKey, describedRecord(personOf(pair))) }
  const token = identifierToken(linkKey, 'CRN', crnOf(pair)) ?? ''
  return { ...rest, tokens: [{ type: 'CRN', token }] }
}

/** Somebody made up whom nobody else is like. */
function personOf({ id }: RecordPair) {
  const letters = (count: number, step: number) =>
    Array.from({ length: count }, (_, place) => {
      const digit = Math.floor(id / 17 ** place) * step + place * 7 + id * (place + step)
      return String.fromCodePoint(97 + (digit % 26))
    }).join('')
  const [year, month, day] = [1930 + (id % 70), 1 + ((id * 5) % 12), 1 + ((id * 11) % 28)]
  const twoDigits = (number: number) => String(number).padStart(2, '0')
  return {
    names: [{ forenames: `Q${letters(7, 3)}`, surname: `Z${letters(9, 5)}` }],
    datesOfBirth: [`${year}-${twoDigits(month)}-${twoDigits(day)}`],
    postcodes: [`ZY${id % 10} ${(id * 3) % 10}${letters(2, 11).toUpperCase()}`],
  }
}
