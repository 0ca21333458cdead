import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { findSchemaProblems } from './schema-check'
import type { SharingPolicy } from './sharing-policy'

type Policies = ReadonlyMap<string, SharingPolicy>

/** Writes each policy as a file. @throws Error when one of them would not be valid: then none is written */
export function writePolicies(folder: string, policies: Policies): void {
  const [problem] = findInvalid(policies)
  if (problem !== undefined) throw new Error(problem)
  mkdirSync(folder, { recursive: true })
  for (const [name, policy] of policies) writeFileSync(path.join(folder, name), textOf(policy))
}

/** What of each policy does not fit the standard's schema. */
export function findInvalid(policies: Policies): readonly string[] {
  return [...policies].flatMap(([name, policy]) =>
    findSchemaProblems(policy).map((problem) => `${name}: ${problem}`),
  )
}

/** How what was published differs from what is agreed now. */
export function findStale(folder: string, policies: Policies): readonly string[] {
  const there = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json'))
    : []
  const gone = there.filter((name) => !policies.has(name))
  const changed = [...policies].flatMap(([name, policy]) => {
    if (!there.includes(name)) return [`${name} is agreed, and not published`]
    const text = readFileSync(path.join(folder, name), 'utf8')
    return text === textOf(policy) ? [] : [`${name} is published as it is not agreed now`]
  })
  return [...changed, ...gone.map((name) => `${name} is published, and no longer agreed`)]
}

function textOf(policy: SharingPolicy): string {
  return `${JSON.stringify(policy, null, 2)}\n`
}
