import { MongoClient } from 'mongodb'
import { startStore } from '../../embedded/store/server'
import { type Capability, findAbsentCapabilities, findMissingCapability } from './capabilities'
import { findSpecification } from './find-spec'
import { Report, type Result } from './report'
import { findUnmetRequirement, readServerFacts, type ServerFacts } from './requirements'
import type { SpecCase, Target } from './spec-case'
import { readSpecCases } from './spec-cases'

const caseTimeoutMs = 10_000

/** Runs every case against the server of the uri; returns whether none failed. */
async function runSpecification(uri: string): Promise<boolean> {
  const folder = findSpecification()
  const client = await new MongoClient(uri).connect()
  try {
    const server = await readServerFacts(client)
    console.log(`cases of ${folder}, server ${server.version}, topology ${server.topology}\n`)
    const probes = client.db('sightline_crud_capabilities')
    await probes.dropDatabase()
    const absent = await findAbsentCapabilities(probes)
    const report = new Report()
    for (const specCase of readSpecCases(folder)) {
      const reason = findReasonToSkip(specCase, server, absent)
      const result: Result =
        reason === null ? await runCase(specCase, { uri, client }) : { kind: 'skipped', reason }
      report.add(specCase, result)
    }
    await probes.dropDatabase()
    return report.close()
  } finally {
    await client.close()
  }
}

function findReasonToSkip(
  specCase: SpecCase,
  server: ServerFacts,
  absent: readonly Capability[],
): string | null {
  for (const alternatives of specCase.requirements) {
    const unmet = findUnmetRequirement(alternatives, server)
    if (unmet !== null) return `the test's requirement: ${unmet}`
  }
  if (specCase.isDriversOwn)
    return 'an error only the driver can raise: the write is unacknowledged'
  const missing = findMissingCapability(specCase, absent)
  return missing === null ? null : `a capability the server refuses: ${missing.name}`
}

async function runCase(specCase: SpecCase, target: Target): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no end after ${caseTimeoutMs} ms`))
    }, caseTimeoutMs)
  })
  try {
    await Promise.race([specCase.run(target), timeout])
    return { kind: 'passed' }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
}

async function main(): Promise<void> {
  const uri = process.env['MONGODB_URI']
  const store = uri === undefined ? await startStore({ report: () => undefined }) : null
  try {
    const allPassed = await runSpecification(uri ?? store?.uri ?? '')
    process.exitCode = allPassed ? 0 : 1
  } finally {
    await store?.stop()
  }
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
