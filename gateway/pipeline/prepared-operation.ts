import type { OperationDefinitionNode } from 'graphql'

import type { AnswerCompleter } from '../answer/completion'
import { compileCompletion } from '../answer/completion'
import type { AgencyFields } from '../answer/coverage'
import { readAgencyFields } from '../answer/coverage'
import type { DecidedField, FieldAuthorizer } from '../authorization/decided-selection'
import { decideSelection, permittedFields, requiredParts } from '../authorization/decided-selection'
import type { PrunedOperation } from '../authorization/pruned-operation'
import { pruneOperation } from '../authorization/pruned-operation'
import type { DisclosedFields } from '../disclosures/disclosure'
import { describeFields, legalPowersOf } from '../disclosures/disclosure'
import { statedBy } from '../enquiries/statements'
import { Memo } from '../operation/memo'
import type { HubRequest, OpenEnquiry } from '../operation/requester'
import type { SelectedField } from '../operation/selection'

/** An operation decided about in full for one requester and purpose, with nothing fetched yet. */
export interface PreparedOperation {
  readonly fields: readonly DecidedField[]
  /** What is left to fetch; null when nothing is. */
  readonly pruned: PrunedOperation | null
  /** The statutes the disclosure of each service rests on. */
  readonly legalPower: (service: string) => string
  /** What may go to the log about each service, whether or not it answers. */
  readonly disclosed: readonly DisclosedFields[]
  /** Builds the caller's answer. */
  readonly complete: AnswerCompleter
  /** What is asked of each agency, by its code. */
  readonly agencyFields: ReadonlyMap<string, AgencyFields>
  /** True when something is read for others to compute with. */
  readonly hasRequired: boolean
}

/** For whom and why an operation is prepared. */
export interface Asker {
  readonly request: HubRequest
  readonly enquiry: OpenEnquiry | null
  readonly authorize: FieldAuthorizer
}

/**
 * Decides about operations, and remembers what it decided. The schema does not change while the process
 * runs, so a decision stays right for the same staff, roles, purpose, day and policy, and for nobody else
 * (hazard 5). Values of variables are no part of it, and neither is anything that was fetched.
 */
export class OperationPreparer {
  readonly #prepared = new Memo<Promise<PreparedOperation>>()

  async prepare(
    operation: OperationDefinitionNode,
    asked: readonly SelectedField[],
    asker: Asker,
  ): Promise<PreparedOperation> {
    const key = keyOf(asker)
    const prepared = this.#prepared.get(asked, key, () => prepareNow(operation, asked, asker))
    try {
      return await prepared
    } catch (error) {
      this.#prepared.forget(asked, key)
      throw error
    }
  }
}

function keyOf({ request, enquiry }: Asker): string {
  const { staffId, homeAgency, onBehalfOf = null, roles } = request.requester
  const purpose = enquiry?.purpose ?? null
  const stated = statedBy(enquiry?.statements)
  // Agreements begin and end: what was decided yesterday may be wrong today.
  const { askedOn, policy } = request
  return JSON.stringify([
    ...[staffId, homeAgency, onBehalfOf, roles, purpose, stated],
    ...[askedOn, policy.version],
  ])
}

async function prepareNow(
  operation: OperationDefinitionNode,
  asked: readonly SelectedField[],
  { authorize }: Asker,
): Promise<PreparedOperation> {
  const fields = await decideSelection(asked, authorize)
  const disclosed = describeFields(fields)
  const permitted = permittedFields(fields)
  const powers = new Map(
    disclosed.map(({ service }) => [service, legalPowersOf(service, permitted).join('; ')]),
  )
  const legalPower = (service: string) => powers.get(service) ?? ''
  return {
    fields,
    pruned: pruneOperation(operation, fields),
    legalPower,
    disclosed,
    complete: compileCompletion(fields),
    agencyFields: readAgencyFields(fields),
    hasRequired: requiredParts(fields).length > 0,
  }
}
