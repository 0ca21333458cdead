import type { MongoClient } from 'mongodb'

/** What one entry of `runOnRequirements`, or the head of a v1 file, asks of a server. */
export interface Requirement {
  readonly minServerVersion?: string
  readonly maxServerVersion?: string
  readonly topologies?: readonly string[]
  readonly serverless?: string
}

/** What a server says of itself. */
export interface ServerFacts {
  readonly version: string
  readonly topology: 'single' | 'replicaset' | 'sharded'
}

/** Returns the version and the topology that the server reports. */
export async function readServerFacts(client: MongoClient): Promise<ServerFacts> {
  const admin = client.db('admin')
  const [build, hello] = await Promise.all([
    admin.command({ buildInfo: 1 }),
    admin.command({ hello: 1 }),
  ])
  const topology =
    hello['msg'] === 'isdbgrid' ? 'sharded' : 'setName' in hello ? 'replicaset' : 'single'
  return { version: String(build['version']), topology }
}

/**
 * Returns why the server does not meet any of the alternatives, or null when it meets one or
 * nothing is asked.
 */
export function findUnmetRequirement(
  alternatives: readonly Requirement[],
  server: ServerFacts,
): string | null {
  if (alternatives.length === 0) return null
  const reasons = alternatives.map((requirement) => whyNot(requirement, server))
  return reasons.includes(null) ? null : (reasons[0] ?? null)
}

function whyNot(requirement: Requirement, server: ServerFacts): string | null {
  const { minServerVersion, maxServerVersion, topologies } = requirement
  if (minServerVersion !== undefined && compareVersions(server.version, minServerVersion) < 0) {
    return 'a newer server version'
  }
  if (maxServerVersion !== undefined && compareVersions(server.version, maxServerVersion) > 0) {
    return `an older server version (the server reports ${server.version})`
  }
  if (topologies?.includes(server.topology) === false) {
    return `a topology other than ${server.topology}`
  }
  return requirement.serverless === 'require' ? 'a serverless deployment' : null
}

/** Returns less than, equal to or more than 0 as version `a` is before, equal to or after `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [
    number[],
    number[],
  ]
  for (let i = 0; i < 3; i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
