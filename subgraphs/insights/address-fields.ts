import type { AsAtArguments } from './arguments'
import type { Compute } from './computation'
import type { AddressAnswer } from './core/address'
import { addressAnswerOf } from './core/address'

/** `Address.associates`. */
export const addressAssociates: Compute<AsAtArguments, Pick<AddressAnswer, 'associates'>> = ({
  subject,
  input,
}) => ({ associates: addressAnswerOf(input, subject).associates })

type Calls = Pick<AddressAnswer, 'calls' | 'domesticCalls' | 'domesticClosedOtherwise'>

/** `Address.calls`. */
export const addressCalls: Compute<AsAtArguments, Calls> = ({ subject, input }) => {
  const { calls, domesticCalls, domesticClosedOtherwise } = addressAnswerOf(input, subject)
  return { calls, domesticCalls, domesticClosedOtherwise }
}
