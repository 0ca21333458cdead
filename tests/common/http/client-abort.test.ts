import { ClientAbort } from '../../../common/http/client-abort'

describe('a caller who goes away', () => {
  it('is heard of once by each who listens then', () => {
    const caller = new ClientAbort()
    const heard: string[] = []
    const first = () => heard.push('first')
    const second = () => {
      heard.push('second')
      caller.removeEventListener('abort', third)
    }
    const third = () => heard.push('third')
    const gone = () => heard.push('gone')
    for (const listener of [first, first, second, third, gone])
      caller.addEventListener('abort', listener)
    caller.removeEventListener('abort', gone)
    caller.removeEventListener('abort', gone)
    expect([caller.aborted, caller.reason]).toEqual([false, null])
    caller.abort()
    caller.abort()
    expect(heard).toEqual(['first', 'second'])
    expect([caller.aborted, caller.reason]).toEqual([true, expect.any(Error)])
  })
})
