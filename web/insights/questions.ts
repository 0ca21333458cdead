/** Most rows of a chronology that are read at once: as many as the hub gives. */
const mostRows = 1000

const computed = 'asAt missing { agency reason categories count }'
const evidence = 'sources { agency recordId } rule { name version }'
const period = 'from to isCurrent'
const findings = `{ ${computed} findings { state sentence reasons since person { id } uprn agency ${evidence} } }`
const part = '{ agency recordId occurredAt sentence }'
const chronology = `chronology(first: ${mostRows}, asAt: $asAt) { ${computed} total
    rows { type agencies kind occurredAt until recordedAfterDays isRecordedLate uprn sentence
      parts { agency recordId occurredAt sentence bodySites isAssault role } ${evidence} } }`

/** What the hub works out, as fragments that take `$asAt`. */
const fragments = {
  Chronology: `on Person { ${chronology} }`,
  Addresses: `on Person { addresses(asAt: $asAt) { ${computed}
    entries { uprn kind strength ${period} statusCode usageCode isHomeless agency ${evidence} }
    conflicts { uprns from to ${evidence} } } }`,
  Injuries: `on Person { injuries(asAt: $asAt) { ${computed}
    total headInjuries assaults withAlcohol recordsOfInjury attendances
    bySource { agency attendances injuries headInjuries notWritten }
    injuries { occurredAt bodySites isAssault isAlcoholInvolved
      parts { agency recordId occurredAt sentence bodySites } } } }`,
  Involvements: `on Person { involvements(asAt: $asAt) { ${computed}
    services { agency service workerRole startDate endDate desk deskTelephone deskHours } } }`,
  Concerns: `on Person { concerns(asAt: $asAt) ${findings} }`,
  Patterns: `on Person { patterns(asAt: $asAt) ${findings} }`,
  Relationships: `on Person { relationships(asAt: $asAt) { ${computed}
    pairs { person { id } unlinked { agency reference } labels consensus daPersonallyConnected sameHousehold
      assertions { agency recordId label occurredAt kind role } } } }`,
  CoResidents: `on Person { coResidents(asAt: $asAt) { ${computed}
    people { person { id } uprn ${period} isVictimOfPerson isOffenderAgainstPerson age ageDifference
      ${evidence} } } }`,
  AtAddress: `on Address { ${chronology}
    associates(asAt: $asAt) { ${computed} associates { person { id } kind strength ${period}
      activeOrders ${part} violence ${part} ${evidence} } }
    calls(asAt: $asAt) { ${computed} domesticCalls domesticClosedOtherwise
      calls { event ${part} isDomestic isClosedOtherwise } } }`,
} as const

/** The fragments of these names. */
export function insightFragments(names: readonly (keyof typeof fragments)[]): string {
  return names.map((name) => `fragment ${name} ${fragments[name]}`).join('\n')
}
