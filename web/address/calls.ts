import { isObject } from '../../common/json'
import { answerIn, listIn, numberIn } from '../hub/answer-lists'
import type { Naming } from '../insights/naming'
import type { Panel } from '../insights/panel'
import type { Moment } from '../words/dates'
import { readMoment } from '../words/dates'
import { counted, safeLine } from '../words/text'

/** A call to the police at an address, once however many people have a part in it. */
export interface CallThere {
  readonly at: Moment | null
  readonly sentence: string
  readonly isDomestic: boolean
  /** Opened as domestic, and closed as something else. */
  readonly isClosedOtherwise: boolean
  readonly agencyName: string
  readonly recordId: string
}

/** The calls there, the latest first. */
export function callsOf(panel: Panel, naming: Naming) {
  const calls = listIn(panel.value, 'calls').map((call): CallThere => {
    const event = isObject(call['event']) ? call['event'] : {}
    return {
      at: readMoment(event['occurredAt']),
      sentence: safeLine(event['sentence'], 500),
      isDomestic: answerIn(call, 'isDomestic') === true,
      isClosedOtherwise: answerIn(call, 'isClosedOtherwise') === true,
      agencyName: naming.agency(safeLine(event['agency'], 60)),
      recordId: safeLine(event['recordId'], 60),
    }
  })
  const domestic = numberIn(panel.value, 'domesticCalls') ?? 0
  const otherwise = numberIn(panel.value, 'domesticClosedOtherwise') ?? 0
  const heading = `${counted(calls.length, 'call')}, ${domestic} domestic, ${otherwise} of these closed as something else`
  return { panel, calls, heading }
}
