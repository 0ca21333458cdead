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

async function findLaterIncomplete(
  { view, standing: { occurredAt } }: AssessmentRecord,
  _args: unknown,
  context: AgencyContext,
): Promise<boolean> {
  const all = await loadStandingRecords('assessment', view, context)
  return all.some(
    (other) =>
      other['completion'] === 'LOCKED_INCOMPLETE' && (other.occurredAt ?? 0) > (occurredAt ?? 0),
  )
}

async function findLatestSigned(
  { view }: AssessmentRecord,
  _args: unknown,
  context: AgencyContext,
): Promise<string | null> {
  const all = await loadStandingRecords('assessment', view, context)
  const signed = all.find((other) => other['completion'] === 'COMPLETE')
  return signed?.occurredAt?.toISOString().slice(0, 10) ?? null
}
