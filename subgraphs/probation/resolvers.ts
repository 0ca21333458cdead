import type { AgencyView } from '../kit/agency/agency-view'
import { codeResolvers, loadStandingRecords } from '../kit/agency/view-resolvers'
import type { AgencyContext } from '../kit/records/agency-context'
import { codedValue } from '../kit/records/coded-value'
import { offences } from '../kit/records/offences'
import { addressStatuses, addressUsages, registers } from './codes'
import type { AnsweredSection } from './oasys'
import { highestRisk, scoreSections } from './oasys'
import { requirementFinder } from '../kit/records/requirements'

interface CaseRecord {
  readonly registers?: readonly string[]
}

interface AssessmentRecord {
  readonly standing: { readonly occurredAt?: Date | null }
  readonly sections?: readonly AnsweredSection[]
  readonly riskOfSeriousHarm?: readonly { readonly level: string }[]
  readonly view: AgencyView
}

/** What a probation service computes. */
export const probationResolvers = {
  ProbationCase: {
    ...codeResolvers({ roshRegister: registers }),
    registers: (record: CaseRecord) =>
      record.registers?.map((code) => codedValue(registers, code)) ?? null,
  },
  ProbationOrder: {
    ...codeResolvers({ offence: offences }),
    hasExclusionRequirement: requirementFinder('EXCLUSION'),
    hasResidenceRequirement: requirementFinder('RESIDENCE'),
    hasProhibitedActivityRequirement: requirementFinder('PROHIBITED_ACTIVITY'),
  },
  OasysAssessment: {
    sections: ({ sections }: AssessmentRecord) => scoreSections(sections, false),
    substanceUseSections: ({ sections }: AssessmentRecord) => scoreSections(sections, true),
    overallRisk: ({ riskOfSeriousHarm }: AssessmentRecord) =>
      highestRisk(riskOfSeriousHarm?.map(({ level }) => level) ?? []),
    laterIncompleteExists: findLaterIncomplete,
    latestSignedDate: findLatestSigned,
  },
  ProbationAddress: codeResolvers({ addressStatus: addressStatuses, usage: addressUsages }),
}

/** What all assessments of a person together say. */
interface AssessmentSummary {
  /** When the last one was left unfinished, milliseconds since 1970; null: none was. */
  readonly lastIncompleteMs: number | null
  /** The day of the last one that was signed; null: none was. */
  readonly lastSignedDay: string | null
}

/** Of each view, as every assessment in it asks for the same. */
const summaries = new WeakMap<AgencyView, Promise<AssessmentSummary>>()

function summarize(view: AgencyView, context: AgencyContext): Promise<AssessmentSummary> {
  const summary = summaries.get(view) ?? summarizeNow(view, context)
  summaries.set(view, summary)
  return summary
}

async function summarizeNow(view: AgencyView, context: AgencyContext): Promise<AssessmentSummary> {
  // Newest first.
  const all = await loadStandingRecords('assessment', view, context)
  const incomplete = all.find(({ completion }) => completion === 'LOCKED_INCOMPLETE')
  const signed = all.find(({ completion }) => completion === 'COMPLETE')
  return {
    lastIncompleteMs: incomplete ? (incomplete.occurredAt?.getTime() ?? 0) : null,
    lastSignedDay: signed?.occurredAt?.toISOString().slice(0, 10) ?? null,
  }
}

async function findLaterIncomplete(
  { view, standing: { occurredAt } }: AssessmentRecord,
  _args: unknown,
  context: AgencyContext,
): Promise<boolean> {
  const { lastIncompleteMs } = await summarize(view, context)
  return lastIncompleteMs !== null && lastIncompleteMs > (occurredAt?.getTime() ?? 0)
}

async function findLatestSigned(
  { view }: AssessmentRecord,
  _args: unknown,
  context: AgencyContext,
): Promise<string | null> {
  return (await summarize(view, context)).lastSignedDay
}
