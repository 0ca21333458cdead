import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'

/** Every tenth record is a person; the others are about one of them, half of them with an address. */
const recordsPerPerson = 10

/** Writes an .ndjson file of made-up police records of several types, the same ones every time. */
export async function writeMadeUpRecords(file: string, count: number): Promise<void> {
  const stream = createWriteStream(file)
  for (let index = 0; index < count; index += 1) {
    const record = index % recordsPerPerson === 0 ? makePerson(index) : makeRecord(index)
    if (!stream.write(`${JSON.stringify(record)}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await finished(stream)
}

function refOf(index: number): string {
  return `BENCH-NOM-${Math.floor(index / recordsPerPerson)}`
}

function makePerson(index: number) {
  return {
    recordType: 'person',
    sourceRecordId: refOf(index),
    sourceSystem: 'MADE-UP',
    recordedAt: timeOf(index),
    names: [{ forenames: `Person ${index}`, surname: 'Bench' }],
    identifiers: { crn: `B${String(index).padStart(6, '0')}` },
    dateOfBirth: '1980-01-01',
  }
}

function makeRecord(index: number) {
  const types = [makeIncident, makeCrime, makeIncident, makeConviction]
  const make = types[index % types.length] ?? makeIncident
  return {
    sourceRecordId: `BENCH-${index}`,
    personRefs: [refOf(index)],
    sourceSystem: 'MADE-UP',
    occurredAt: timeOf(index),
    occurredPrecision: 'EXACT',
    recordedAt: timeOf(index + 1),
    recordedByRole: 'Control room',
    basis: 'FACT',
    subjectRole: 'OTHER',
    verification: 'VERIFIED',
    handling: 'MASH_ONLY',
    ...make(index),
  }
}

function makeIncident(index: number) {
  return {
    recordType: 'incident',
    reference: `LOG-${index}`,
    openingCode: 'DOMESTIC',
    uprn: String(906_800_000_000 + (index % 50_000)),
    isAttended: true,
    notes: 'Made up for measuring: nobody lives here and nothing happened.',
  }
}

function makeCrime(index: number) {
  return {
    recordType: 'crime',
    reference: `CRIME-${index}`,
    offence: '008/06',
  }
}

function makeConviction(index: number) {
  return {
    recordType: 'conviction',
    offence: '058/00',
    offenceDate: timeOf(index).slice(0, 10),
    convictionDate: timeOf(index + 500).slice(0, 10),
    court: 'Harrowmere Magistrates',
    disposal: 'FINE',
  }
}

/** Half an hour apart, from the start of 2019 on. */
function timeOf(index: number): string {
  return new Date(Date.UTC(2019, 0, 1) + index * 1_800_000).toISOString()
}
