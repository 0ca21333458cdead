import type { IndexModels } from '../../../subgraphs/person-index/models'

const writing = new Set([
  ...['create', 'insertMany', 'bulkWrite', 'updateOne', 'updateMany', 'deleteMany', 'deleteOne'],
  'findOneAndUpdate',
])

/** What a write of a process that is stopped comes to. */
export class Stopped extends Error {}

export interface Death {
  /** Writes fail from this one on, counted from 1. */
  readonly nth: number
  /** So many of them; default: all. */
  readonly failures?: number
  /** True: what fails was written all the same, and nobody hears of it. */
  readonly isWritten?: boolean
}

/** Collections of which writes fail from the nth on. */
export function dyingAt(models: IndexModels, { nth, failures = Infinity, isWritten }: Death) {
  let writes = 0
  const isDeadly = () => {
    writes += 1
    return writes >= nth && writes < nth + failures
  }
  const perhaps = (apply: () => unknown): unknown => {
    if (!isDeadly()) return apply()
    const isLast = isWritten === true && writes === nth
    const died = Promise.resolve(isLast ? apply() : null).then(() => Promise.reject(new Stopped()))
    return Object.assign(died, { lean: () => died })
  }
  /** Something else that is written, in the same order. */
  const write = (act: () => void): void => {
    const isDead = isDeadly()
    if (!isDead || (isWritten === true && writes === nth)) act()
    if (isDead) throw new Stopped()
  }
  const wrap = (model: object) =>
    new Proxy(model, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (name === 'collection') return wrap(value as object)
        if (typeof value !== 'function') return value
        return (...args: readonly unknown[]): unknown => {
          const apply = () => Reflect.apply(value, target, args) as unknown
          return writing.has(String(name)) ? perhaps(apply) : apply()
        }
      },
    })
  const wrapped = Object.entries(models).map(([name, model]) => [name, wrap(model as object)])
  return { models: Object.fromEntries(wrapped) as unknown as IndexModels, write }
}
