import type { Agency } from '../../common/register'
import type { AskArguments } from './arguments'
import type { SubjectArgument } from './person-argument'
import type { PersonViewQuery } from './person-view'
import { rootOf } from './person-view'
import type { Question } from './question'

const computed = 'asAt missing { agency reason categories count }'
const evidence = 'sources { agency recordId } rule { name version }'
const period = 'from to isCurrent'
const event = '{ agency recordId occurredAt sentence }'
const findings = `(asAt: $asAt) { ${computed} findings { state sentence reasons since person { id } uprn ${evidence} } }`

const chronology = `chronology(first: $first, after: $after, from: $from, order: OLDEST_FIRST, asAt: $asAt) {
  ${computed} total endCursor rows { type agencies kind occurredAt precision until recordedAt recordedAfterDays
  isRecordedLate uprn sentence silentDays isCertain ${evidence} } }`

/** What each question asks beside the chronology. */
const fields: Readonly<Record<Exclude<Question, 'RECORDS'>, string>> = {
  ADDRESS: `hasMorePeople people { ...Named }
    associates(asAt: $asAt) { ${computed} associates { person { id } kind strength ${period}
      activeOrders ${event} violence ${event} ${evidence} } }
    calls(asAt: $asAt) { ${computed} domesticCalls domesticClosedOtherwise
      calls { event ${event} isClosedOtherwise ${evidence} } }`,
  ADDRESSES: `...Named household { ...Named }
    addresses(asAt: $asAt) { ${computed}
      entries { uprn kind strength ${period} statusCode usageCode isHomeless agency ${evidence} }
      conflicts { uprns from to ${evidence} } }
    coResidents(asAt: $asAt) { ${computed} people { person { id } uprn ${period} strength isVictimOfPerson
      isOffenderAgainstPerson age ageDifference ${evidence} } }`,
  INSIGHTS: `...Named household { ...Named }
    injuries(from: $from, asAt: $asAt) { ${computed} total headInjuries assaults withAlcohol recordsOfInjury attendances
      bySource { agency attendances injuries headInjuries notWritten } ${evidence} }
    relationships(asAt: $asAt) { ${computed} pairs { person { id } unlinked { agency reference } labels consensus
      daPersonallyConnected sameHousehold assertions { agency recordId label occurredAt } ${evidence} } }
    involvements(asAt: $asAt) { ${computed} services { agency service workerRole startDate endDate desk
      deskTelephone deskHours ${evidence} } }
    patterns${findings} concerns${findings}`,
}

/** Most rows of one page. */
const pageSize = 1000

/** What is asked. */
export interface InsightsQuestion extends Pick<
  AskArguments,
  'question' | 'hasChronology' | 'asAt' | 'since'
> {
  readonly subject: SubjectArgument
}

/**
 * What is asked of a person or an address that no single agency can say.
 * @param after cursor of the page of the chronology before, of which only the chronology is asked; null: all
 */
export function insightsQuery(
  { subject, question, hasChronology, asAt, since }: InsightsQuestion,
  { register, after }: { readonly register: readonly Agency[]; readonly after: string | null },
): PersonViewQuery {
  const root = rootOf(subject)
  const paged = hasChronology
    ? { declared: ', $first: Int, $after: String, $from: String', text: chronology }
    : { declared: '', text: '' }
  const own = question === 'RECORDS' || after !== null ? '' : fields[question]
  const query = `query Insights(${root.parameters.slice(1, -1)}, $asAt: String${paged.declared}) {
    ${root.call} { id ${own} ${paged.text} } }`
  const page = hasChronology ? { first: pageSize, after, from: since } : {}
  return {
    rootField: root.field,
    query: own === '' ? query : `${query}\n${namedFragment(register)}`,
    variables: { ...root.variables, asAt, ...page },
  }
}

/** What every agency calls somebody. */
function namedFragment(register: readonly Agency[]): string {
  const names = register.map(
    ({ field }) => `${field} { people { names { forenames surname kind } } }`,
  )
  return `fragment Named on Person { id ${names.join(' ')} }`
}
