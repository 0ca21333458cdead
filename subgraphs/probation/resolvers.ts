import type { AgencyContext } from '../kit/agency-context'
import type { AgencyView } from '../kit/person-resolvers'
import { codeResolvers, loadAllRecords, viewResolvers } from '../kit/view-resolvers'
import { codedValue } from '../kit/coded-value'
import { addressStatuses, addressUsages, registers } from './codes'
import { probationLists } from './loaders'
import type { AnsweredSection, RiskLevel } from './oasys'
import { highestRisk, scoreSection } from './oasys'

interface CaseRecord {
  readonly registers?: readonly string[]
}

interface OrderRecord {
  readonly requirements?: readonly { readonly kind: string }[]
}

interface AssessmentRecord {
  /** ISO 8601, UTC. */
  readonly occurredAt: string
  readonly sections?: readonly AnsweredSection[]
  readonly riskOfSeriousHarm?: readonly { readonly level: RiskLevel }[]
  readonly view: AgencyView
}

/** Resolvers of a probation service. */
export const probationResolvers = {
  ProbationView: viewResolvers(probationLists),
  ProbationCase: {
    ...codeResolvers({ roshRegister: registers }),
    registers: (record: CaseRecord) =>
      record.registers?.map((code) => codedValue(registers, code)) ?? [],
  },
  ProbationOrder: {
    hasExclusionRequirement: ({ requirements }: OrderRecord) =>
      requirements?.some(({ kind }) => kind === 'EXCLUSION') ?? false,
  },
  OasysAssessment: {
    sections: ({ sections }: AssessmentRecord) => sections?.map(scoreSection) ?? [],
    overallRisk: ({ riskOfSeriousHarm }: AssessmentRecord) =>
      highestRisk(riskOfSeriousHarm?.map(({ level }) => level) ?? []),
    laterIncompleteExists: findLaterIncomplete,
  },
  ProbationAddress: codeResolvers({ addressStatus: addressStatuses, usage: addressUsages }),
}

async function findLaterIncomplete(
  { view, occurredAt }: AssessmentRecord,
  _args: unknown,
  context: AgencyContext,
): Promise<boolean> {
  const all = await loadAllRecords(probationLists.assessments, view, context)
  return all.some(
    (other) =>
      other['completion'] === 'LOCKED_INCOMPLETE' &&
      (other.occurredAt?.toISOString() ?? '') > occurredAt,
  )
}
