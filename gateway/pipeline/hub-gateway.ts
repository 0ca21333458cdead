import type { GatewayInterface, GatewayLoadResult } from '@apollo/server-gateway-interface'
import type { GraphQLSchema } from 'graphql'

import { HubError } from '../../common/errors'
import type { HubAnswer } from '../answer/hub-answer'
import { refused } from '../answer/hub-answer'
import type { SentOperation } from '../operation/read-operation'
import type { HubRequest } from '../operation/requester'
import { answerOperation } from './answer-operation'
import { denyRequest } from './deny-request'
import type { Asking, HubServices } from './hub-services'
import type { PlannedGateway } from './operation-fetcher'

/** Makes the services once the schema callers see is known. */
export type ServicesFor = (apiSchema: GraphQLSchema) => HubServices

/**
 * What Apollo Server takes for its gateway: @apollo/gateway with our own decisions before it and
 * our own answer after it.
 */
export class HubGateway implements GatewayInterface {
  readonly #planned: PlannedGateway
  readonly #servicesFor: ServicesFor
  #services: HubServices | undefined

  constructor(planned: PlannedGateway, servicesFor: ServicesFor) {
    this.#planned = planned
    this.#servicesFor = servicesFor
  }

  onSchemaLoadOrUpdate(
    callback: Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0],
  ): () => void {
    return this.#planned.onSchemaLoadOrUpdate((context) => {
      this.#services = this.#servicesFor(context.apiSchema)
      callback(context)
    })
  }

  async load(options: Parameters<GatewayInterface['load']>[0]): Promise<GatewayLoadResult> {
    await this.#planned.load(options)
    return {
      executor: async (requestContext) => {
        const services = this.#loadedServices()
        const { document, request, context } = requestContext
        // Apollo Server's type promises one; it gives none when the name fits no operation.
        const operation = requestContext.operation as typeof requestContext.operation | undefined
        if (!operation) return { errors: [noSuchOperation()] }
        const { data, errors, extensions } = await answerOrRefuse(services, {
          request: context as HubRequest,
          sent: { document, operation, variables: request.variables ?? {} },
          fetch: this.#planned.fetcherFor(requestContext),
        })
        return { data, ...(errors.length > 0 ? { errors } : {}), ...(extensions && { extensions }) }
      },
    }
  }

  /** False when every request has to come through Apollo Server. */
  get answersAlone(): boolean {
    return this.#planned.fetch !== null
  }

  /** Answers an operation that was validated before, exactly as the executor would. */
  answer(request: HubRequest, sent: SentOperation): Promise<HubAnswer> {
    const { fetch } = this.#planned
    if (!fetch) throw new Error('This executor needs Apollo Server')
    return answerOrRefuse(this.#loadedServices(), { request, sent, fetch })
  }

  /** Refuses a request for its reason, before it was an operation: what to say, once it is written down. */
  deny(request: HubRequest, reason: string): Promise<HubError> {
    return denyRequest(this.#loadedServices(), request, reason)
  }

  #loadedServices(): HubServices {
    if (!this.#services) throw new Error('The gateway has no schema yet')
    return this.#services
  }

  async stop(): Promise<void> {
    await this.#planned.stop()
  }
}

function noSuchOperation(): HubError {
  const message = '`operationName` must name one operation of the query.'
  return new HubError('BAD_USER_INPUT', message, { httpStatus: 400 })
}

async function answerOrRefuse(services: HubServices, asking: Asking): Promise<HubAnswer> {
  try {
    return await answerOperation(services, asking)
  } catch (error) {
    services.noteUnanswered(asking.request)
    if (error instanceof HubError) return refused(error)
    services.report(error, asking.request)
    const message = 'The hub failed to answer; nothing was disclosed.'
    return refused(new HubError('INTERNAL_SERVER_ERROR', message))
  }
}
