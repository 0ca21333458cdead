import type { AsAtArguments } from './arguments'
import type { Compute, Computation } from './computation'
import type { BirthDates, CoResident } from './core/co-residents'
import { coResidentsOf } from './core/co-residents'
import { concernsOf } from './core/concerns'
import type { Missing } from './core/evidence'
import type { Finding } from './core/finding'
import { knownEvents } from './core/input'
import { patternsOf } from './core/patterns'
import type { Relationship } from './core/relationships'
import { relationshipsOf } from './core/relationships'

interface MarkedCoResident extends CoResident {
  /** True for a victim of an offence of the person who is asked about; null when it may be and cannot be seen. */
  readonly isVictimOfPerson: boolean | null
  readonly isOffenderAgainstPerson: boolean | null
}

/** `Person.coResidents`. */
export const coResidents: Compute<
  AsAtArguments,
  { readonly people: readonly MarkedCoResident[] }
> = (computation) => {
  const { input, subject } = computation
  const harmed = partsBeside(computation)
  const otherwise = input.missing.some(mayHideOffences) ? null : false
  const people = coResidentsOf(input, subject, birthsOf(computation)).map((one) => ({
    ...one,
    isVictimOfPerson: harmed.victims.has(one.person) || otherwise,
    isOffenderAgainstPerson: harmed.offenders.has(one.person) || otherwise,
  }))
  return { people }
}

/** `Person.relationships`. */
export const relationships: Compute<AsAtArguments, { readonly pairs: readonly Relationship[] }> = ({
  input,
  subject,
}) => ({ pairs: relationshipsOf(input, subject) })

type Findings = Compute<AsAtArguments, { readonly findings: readonly Finding[] }>

/** `Person.patterns`. */
export const patterns: Findings = ({ input, subject }) => ({ findings: patternsOf(input, subject) })

/** `Person.concerns`. */
export const concerns: Findings = ({ input, subject }) => ({ findings: concernsOf(input, subject) })

/** Those of whom agencies that tell a date of birth tell the same one. */
function birthsOf({ read }: Computation): BirthDates {
  const told = new Map<string, Set<string>>()
  for (const { person, dateOfBirth } of read.described) {
    if (dateOfBirth === null) continue
    told.set(person, (told.get(person) ?? new Set()).add(dateOfBirth))
  }
  return new Map(
    [...told].flatMap(([person, [only, ...others]]) =>
      only !== undefined && others.length === 0 ? [[person, only] as const] : [],
    ),
  )
}

/**
 * Whose records tell of offences, and in which categories of theirs. Where an address is kept back, so are those in
 * the record whose address is protected.
 */
const offenceKinds = new Set(['police', 'courts', 'probation'])
const offenceCategories = new Set(['CRIMINAL_OFFENCE', 'THIRD_PARTY', 'IDENTITY', 'ADDRESS'])

function mayHideOffences({ agencyKind, reason, categories }: Missing): boolean {
  if (!offenceKinds.has(agencyKind)) return false
  return (
    reason !== 'WITHHELD_BY_CATEGORY' ||
    categories.some((category) => offenceCategories.has(category))
  )
}

const offences = new Set(['CRIME', 'CONVICTION', 'CAUTION'])
const offending = new Set(['SUSPECT', 'CONVICTED'])

/** Who is the victim of the person's offences, and who offended against the person; by hub id. */
function partsBeside({ input, subject }: Computation) {
  const pairs = knownEvents(input)
    .filter(({ person, kind }) => person === subject && offences.has(kind))
    .flatMap(({ role, people }) => (people ?? []).map((other) => ({ own: role ?? '', other })))
  const idsOf = (found: typeof pairs) => new Set(found.map(({ other }) => other.person))
  return {
    victims: idsOf(pairs.filter(({ own, other }) => offending.has(own) && other.role === 'VICTIM')),
    offenders: idsOf(
      pairs.filter(({ own, other }) => own === 'VICTIM' && offending.has(other.role ?? '')),
    ),
  }
}
