import util from 'node:util'

import { supplyIsUndefined } from '../../../policies/shield/util-is-undefined'

describe('what the shield library needs of Node', () => {
  it('hazard 18: finds util.isUndefined on a Node that no longer has it', () => {
    const own = Object.getOwnPropertyDescriptor(util, 'isUndefined')
    Reflect.deleteProperty(util, 'isUndefined')
    supplyIsUndefined()
    const supplied = Reflect.get(util, 'isUndefined') as (value: unknown) => boolean
    if (own) Object.defineProperty(util, 'isUndefined', own)
    expect([supplied(undefined), supplied(null), supplied(0)]).toEqual([true, false, false])
  })

  it('supplies it to whatever lacks it', () => {
    const bare: { isUndefined?: (value: unknown) => boolean } = {}
    supplyIsUndefined(bare)
    expect(bare.isUndefined?.(undefined)).toBe(true)
    expect(bare.isUndefined?.(null)).toBe(false)
  })

  it('leaves util.isUndefined alone where Node has it', () => {
    const isUndefined = () => true
    const own = { isUndefined }
    supplyIsUndefined(own)
    expect(own.isUndefined).toBe(isUndefined)
  })
})
