import type { UnavailableReason } from '../answer/request-record'
import type { CircuitState } from './circuit-breaker'

export type OperationKind = 'query' | 'mutation'

/** A call that brought nothing usable. */
export interface FailedCall {
  readonly requestId: string
  readonly service: string
  readonly kind: OperationKind
  /** `BAD_USER_INPUT`: the service says that a value of the caller's is not valid. */
  readonly reason: UnavailableReason | 'BAD_USER_INPUT'
  readonly error: unknown
}

/** How much there is to do at one service, at one moment. */
export interface ClientLoad {
  readonly circuit: CircuitState
  readonly running: number
  readonly waiting: number
}

/** Told how the calls to subgraphs go; nothing of what they ask or answer. */
export interface CallObserver {
  /** A call has ended, well or not. */
  readonly onCall: (service: string, kind: OperationKind, durationMs: number) => void
  readonly onFailure: (failure: FailedCall) => void
  /** A service is left alone from now on, or asked again. */
  readonly onCircuit: (service: string, isOpen: boolean) => void
  /** Called once for each service that has calls. */
  readonly onClient: (service: string, readLoad: () => ClientLoad) => void
}

/** Tells nobody. */
export const noObserver: CallObserver = {
  onCall: () => undefined,
  onFailure: () => undefined,
  onCircuit: () => undefined,
  onClient: () => undefined,
}
