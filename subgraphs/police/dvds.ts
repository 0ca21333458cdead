import { readEnums } from '../../schema/enum-values'
import type { FieldReader, RecordProblem, RecordRule } from '../kit/records/record-rules'
import { daysInOrder } from '../kit/records/record-rules'

/** Stages of an application under the domestic violence disclosure scheme, in their order. */
export const dvdsStages = readEnums('subgraphs/police')('DvdsStage')

/** What a stage that is reached has on record. */
const neededBy: Readonly<Record<string, readonly string[]>> = {
  DECIDED: ['decisionDate', 'decision'],
  DISCLOSED: ['disclosedDate', 'disclosedTo'],
}

/** What the clocks, the stage and the decision of an application have to agree on. */
export const dvdsRules: readonly RecordRule[] = [
  daysInOrder('receivedDate', 'checksDoneDate', 'decisionDate', 'disclosedDate'),
  daysInOrder('receivedDate', 'faceToFaceDate', 'decisionDate'),
  stageHasItsDays,
  disclosureWasDecided,
]

/** A stage has what the stages up to it need, and nothing of those to come. */
function stageHasItsDays(read: FieldReader): readonly RecordProblem[] {
  const stage = read('stage')
  if (typeof stage !== 'string' || !dvdsStages.includes(stage)) return []
  const place = dvdsStages.indexOf(stage)
  return Object.entries(neededBy).flatMap(([needing, fields]) => {
    const isReached = dvdsStages.indexOf(needing) <= place
    return fields
      .filter((field) => has(read, field) !== isReached)
      .map((field) => ({
        field,
        problem: isReached ? `is required at stage ${stage}` : `is not yet known at stage ${stage}`,
      }))
  })
}

function disclosureWasDecided(read: FieldReader): readonly RecordProblem[] {
  const isDisclosed = read('stage') === 'DISCLOSED'
  return isDisclosed && read('decision') === 'NO_DISCLOSURE'
    ? [{ field: 'stage', problem: 'cannot be DISCLOSED when decision is NO_DISCLOSURE' }]
    : []
}

function has(read: FieldReader, field: string): boolean {
  return (read(field) ?? null) !== null
}
