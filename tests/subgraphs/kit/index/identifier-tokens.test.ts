import { identifierToken } from '../../../../common/registration/link-tokens'
import { identifierTokens } from '../../../../subgraphs/kit/index/describe-likeness'

const linkKey = { secret: Buffer.alloc(32, 1) }
const number = { type: 'NHS_NUMBER' as const, value: '9990000018' }
const pnc = { type: 'PNC_ID' as const, value: '02/104567P' }

function tokensOf(identifiers: object) {
  return identifierTokens({ _id: 'P-1', identifiers }, linkKey)
}
const tokenOf = ({ type, value }: typeof number | typeof pnc) => ({
  type,
  token: identifierToken(linkKey, type, value),
})

describe('the tokens of a person’s identifiers', () => {
  it.each<[string, unknown, object]>([
    ['nothing where the agency does not say', undefined, {}],
    ['nothing where it is not known', null, {}],
    ['that it was traced', true, { isTraced: true }],
    ['that it was not', false, { isTraced: false }],
    ['that it was not, for whatever is no plain yes', 'yes', { isTraced: false }],
  ])('say of an NHS number %s', (_what, isNhsNumberTraced, said) => {
    const tokens = tokensOf({ nhsNumber: number.value, pncIds: [pnc.value], isNhsNumberTraced })
    expect(tokens).toEqual([{ ...tokenOf(number), ...said }, tokenOf(pnc)])
  })

  it('leave out what is no number', () => {
    expect(tokensOf({ nhsNumber: '9990000019', isNhsNumberTraced: true })).toEqual([])
  })
})
