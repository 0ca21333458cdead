import type { HttpRequest } from '../../common/http/request'
import type { Dialect, HttpResponse, Route } from '../../common/http/route'
import { capabilityStatement } from './capability-statement'
import { operationDefinition } from './operation-definition'
import { inFhir, refuseInFhir } from './operation-outcome'
import type { PersonInfoParts } from './person-info-query'
import { personInfoQuery } from './person-info-query'
import { maxQuestionBytes } from './read-question'

type Answer = (request: HttpRequest) => Promise<HttpResponse>

export interface FhirParts extends PersonInfoParts {
  /** Answers inside a trace of its own. */
  readonly around: (path: string, answer: Answer) => Answer
}

/** Refusals below this address are FHIR's. */
export const fhirDialect: Dialect = { prefix: '/fhir/', refuse: refuseInFhir }

const queryPath = '/fhir/Patient/$person-info-query'

/** The national standard's question to the hub, and what the hub says of itself in its words. */
export function fhirRoutes(parts: FhirParts): readonly Route[] {
  return [
    {
      method: 'POST',
      path: queryPath,
      maxBodyBytes: maxQuestionBytes,
      answer: parts.around(queryPath, personInfoQuery(parts)),
    },
    published('/fhir/metadata', capabilityStatement),
    published('/fhir/OperationDefinition/person-info-query', operationDefinition),
  ]
}

/** What anybody may read: it says nothing of anybody. */
function published(path: string, resource: object): Route {
  const response = inFhir(resource)
  return { method: 'GET', path, maxBodyBytes: 0, answer: () => Promise.resolve(response) }
}
