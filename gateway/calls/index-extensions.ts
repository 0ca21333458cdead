import { isObject } from '../../common/json'
import { personIndexCode } from '../../common/services'
import { isRelation } from '../../policies/review'
import type { ExecutionContext } from './execution-context'

/** Only the index knows who people are; nobody else is listened to about it. */
export function noteExtensions(
  record: ExecutionContext['record'],
  service: string,
  extensions: unknown,
): void {
  if (service !== personIndexCode || !isObject(extensions)) return
  noteRelations(record, extensions['relations'])
  noteAgencies(record.disputed, extensions['disputed'])
  noteAgencies(record.possible, extensions['possible'])
  noteFound(record, extensions['found'])
  noteStandIns(record, extensions['standIns'])
}

/** Under which ids single records are shown, and whose they are. */
function noteStandIns({ standIns, subjects }: ExecutionContext['record'], said: unknown): void {
  if (!isObject(said)) return
  for (const [shown, person] of Object.entries(said)) {
    if (typeof person !== 'string') continue
    standIns.set(shown, person)
    subjects.add(person)
  }
}

/** Whom a search found, whatever of them is asked for. */
function noteFound({ subjects }: ExecutionContext['record'], said: unknown): void {
  for (const id of Array.isArray(said) ? said : []) if (typeof id === 'string') subjects.add(id)
}

function noteRelations({ relations, subjects }: ExecutionContext['record'], said: unknown): void {
  if (!isObject(said)) return
  for (const [person, related] of Object.entries(said)) {
    subjects.add(person)
    for (const relation of Array.isArray(related) ? related : [])
      if (isRelation(relation)) relations.add(relation)
  }
}

function noteAgencies(known: ExecutionContext['record']['disputed'], said: unknown): void {
  if (!isObject(said)) return
  for (const [person, agencies] of Object.entries(said))
    if (Array.isArray(agencies))
      known.set(person, new Set(agencies.filter((code) => typeof code === 'string')))
}
