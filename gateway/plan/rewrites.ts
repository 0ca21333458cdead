import type { FetchDataRewrite } from '@apollo/query-planner'

import type { JsonObject } from '../../common/json'
import { getOwn, isObject, setOwn } from '../../common/json'
import type { TypeMatcher } from './type-matcher'

/** Changes an object in place. */
export type Rewriter = (value: unknown) => void

const fragmentPrefix = '... on '

/** Compiles the planner's rewrites of what goes to a subgraph or comes from it; null for none. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  matches: TypeMatcher,
): Rewriter | null {
  if (!rewrites || rewrites.length === 0) return null
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, matches))
  return (value) => {
    for (const rewrite of all) rewrite(value)
  }
}

function compileRewrite(rewrite: FetchDataRewrite, matches: TypeMatcher): Rewriter {
  const parents = rewrite.path.slice(0, -1)
  const name = rewrite.path.at(-1)
  if (name === undefined || name.startsWith(fragmentPrefix))
    throw new Error(`The planner rewrites no field: ${rewrite.path.join('.')}`)
  return atPath(parents, matches, changeOf(rewrite, name))
}

type Change = (object: JsonObject) => void

function changeOf(rewrite: FetchDataRewrite, name: string): Change {
  if (rewrite.kind === 'ValueSetter')
    return (object) => {
      setOwn(object, name, rewrite.setValueTo)
    }
  return (object) => {
    const value = getOwn(object, name)
    if (value === undefined) return
    Reflect.deleteProperty(object, name)
    setOwn(object, rewrite.renameKeyTo, value)
  }
}

function atPath(
  [step, ...rest]: readonly string[],
  matches: TypeMatcher,
  change: Change,
): Rewriter {
  if (step === undefined) return forEachObject(change)
  const inside = atPath(rest, matches, change)
  if (!step.startsWith(fragmentPrefix))
    return forEachObject((object) => {
      inside(getOwn(object, step))
    })
  const condition = step.slice(fragmentPrefix.length)
  return forEachObject((object) => {
    const typeName = object['__typename']
    // Without `__typename` the planner knew the type, so the object was asked for as this one.
    if (typeof typeName !== 'string' || matches(typeName, condition)) inside(object)
  })
}

function forEachObject(change: Change): Rewriter {
  const visit: Rewriter = (value) => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (isObject(value)) change(value)
  }
  return visit
}
