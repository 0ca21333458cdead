import { isObject } from '../json'
import type { FieldName } from '../likeness/fields'
import { fieldNames } from '../likeness/fields'
import type { Filter, RecordFilters } from './filters'
import { filterBits, mostValues } from './filters'
import type { JobAnswer, SecondStepJob } from './node'
import { mostPairs } from './node'

/** Path under which the index gives jobs out and takes answers. */
export const secondStepPath = '/second-step'

/** Most jobs of one message. */
export const mostJobs = 5

/** An answer to a job, on its way to the index. */
export interface SentAnswer {
  readonly job: string
  readonly records: JobAnswer
}

/** As it is sent: filters in base64. */
export function writeAnswers(answers: readonly SentAnswer[]): unknown {
  return {
    answers: answers.map(({ job, records }) => ({
      job,
      records: records.map((record) => record && writeRecord(record)),
    })),
  }
}

function writeRecord(record: RecordFilters) {
  const fields = Object.entries(record).map(([name, filters]) => [
    name,
    filters.map((filter) => Buffer.from(filter).toString('base64')),
  ])
  return Object.fromEntries(fields) as Readonly<Record<string, readonly string[]>>
}

/** What an agency sent; null: it is none. Whatever is too long or of another form is none. */
export function readAnswers(body: unknown): readonly SentAnswer[] | null {
  const { answers } = isObject(body) ? body : {}
  return readList(answers, mostJobs, (value): SentAnswer | null => {
    const { job, records } = isObject(value) ? value : {}
    const read = readList(records, mostPairs, (record) =>
      record === null ? { filters: null } : readRecord(record),
    )
    if (typeof job !== 'string' || job.length > 100 || !read) return null
    return { job, records: read.map(({ filters }) => filters) }
  })
}

function readRecord(value: unknown): { readonly filters: RecordFilters } | null {
  if (!isObject(value)) return null
  const found: Partial<Record<FieldName, readonly Filter[]>> = {}
  for (const [name, list] of Object.entries(value)) {
    const field = fieldNames.find((known) => known === name)
    const filters = readList(list, mostValues, readFilter)
    if (field === undefined || !filters || filters.length === 0) return null
    found[field] = filters
  }
  return { filters: found }
}

/** Every filter has the same length, and whoever sends another has made it otherwise. */
function readFilter(value: unknown): Filter | null {
  if (typeof value !== 'string' || value.length > filterBits / 4) return null
  const bytes = Buffer.from(value, 'base64')
  return bytes.length === filterBits / 8 ? new Uint8Array(bytes) : null
}

/** The jobs of the index's answer; null: it is none. */
export function readJobs(body: unknown): readonly SecondStepJob[] | null {
  const { jobs } = isObject(body) ? body : {}
  return readList(jobs, mostJobs, (value): SecondStepJob | null => {
    const { id, with: other, refs } = isObject(value) ? value : {}
    const read = readList(refs, mostPairs, (ref) => (typeof ref === 'string' ? { ref } : null))
    if (typeof id !== 'string' || typeof other !== 'string' || !read) return null
    return { id, with: other, refs: read.map(({ ref }) => ref) }
  })
}

/** All of a list, or null when it is none, is too long, or has one that is not as it has to be. */
function readList<Read extends object>(
  value: unknown,
  most: number,
  readOne: (value: unknown) => Read | null,
): readonly Read[] | null {
  if (!Array.isArray(value) || value.length > most) return null
  const read = value.map((one: unknown) => readOne(one))
  return read.every((one) => one !== null) ? read : null
}
