import { IndexTakenError } from '../../disclosure-log/leaf-store'
import { OrderedInsertion } from '../../disclosure-log/ordered-insertion'

interface Reply {
  readonly writeErrors?: readonly { readonly code: number; readonly errmsg: string }[]
  readonly writeConcernError?: { readonly code: number; readonly errmsg: string }
}

/** A driver that answers in turn with these, at once or later; an error is thrown. */
function driverWith(answers: readonly (Reply | Error | Promise<Reply>)[]) {
  const left = [...answers]
  const sessions: { number: number; isEnded: boolean; endSession: () => Promise<void> }[] = []
  const sent: { readonly command: object; readonly session: number }[] = []
  const insertion = new OrderedInsertion({
    collection: 'leaves',
    startSession: () => {
      const session = {
        number: sessions.length,
        isEnded: false,
        endSession: () => {
          session.isEnded = true
          return Promise.resolve()
        },
      }
      sessions.push(session)
      return session
    },
    run: (command, session) => {
      sent.push({ command, session: session.number })
      const answer = left.shift() ?? {}
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
  })
  return { insertion, sessions, sent }
}

describe('an ordered insertion', () => {
  it('is durable before it resolves, and shares its session with the next', async () => {
    const { insertion, sessions, sent } = driverWith([])
    await insertion.insert([{ index: 0 }, { index: 1 }])
    await insertion.insert([{ index: 2 }])
    expect(sent.map(({ session }) => session)).toEqual([0, 0])
    expect(sessions).toHaveLength(1)
    expect(sent[0]?.command).toEqual({
      insert: 'leaves',
      documents: [{ index: 0 }, { index: 1 }],
      ordered: true,
      writeConcern: { w: 'majority', j: true },
    })
  })

  it('starts another session after a failure, and ends the one that saw it', async () => {
    const { insertion, sessions, sent } = driverWith([new Error('the connection is gone')])
    await expect(insertion.insert([{}])).rejects.toThrow('the connection is gone')
    await insertion.insert([{}])
    expect(sent.map(({ session }) => session)).toEqual([0, 1])
    expect(sessions.map(({ isEnded }) => isEnded)).toEqual([true, false])
  })

  it('keeps the newer session when an older insertion fails late', async () => {
    let failLate: (error: Error) => void = () => undefined
    const late = new Promise<Reply>((_resolve, reject) => {
      failLate = reject
    })
    const { insertion, sessions, sent } = driverWith([late, new Error('early')])
    const older = insertion.insert([{}])
    await expect(insertion.insert([{}])).rejects.toThrow('early')
    await insertion.insert([{}])
    failLate(new Error('late'))
    await expect(older).rejects.toThrow('late')
    await insertion.insert([{}])
    expect(sent.map(({ session }) => session)).toEqual([0, 0, 1, 1])
    expect(sessions.map(({ isEnded }) => isEnded)).toEqual([true, false])
  })

  it.each<[string, Reply, Error]>([
    [
      'a key that is taken',
      { writeErrors: [{ code: 11_000, errmsg: 'duplicate' }] },
      new IndexTakenError(),
    ],
    [
      'a document that is refused',
      { writeErrors: [{ code: 121, errmsg: 'invalid' }] },
      new Error('invalid'),
    ],
    [
      'what is not durable',
      { writeConcernError: { code: 64, errmsg: 'timed out' } },
      new Error('timed out'),
    ],
  ])('fails for %s', async (_what, reply, failure) => {
    const { insertion } = driverWith([reply])
    await expect(insertion.insert([{}])).rejects.toStrictEqual(failure)
  })
})
