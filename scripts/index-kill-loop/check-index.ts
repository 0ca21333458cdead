import { compareWithStored } from '../../subgraphs/person-index/ledger/compare-stored'
import type { IndexModels } from '../../subgraphs/person-index/models'
import type { Pairs, RecordPair, Stage } from './pairs'
import { keysOf, reasonFor, stages } from './pairs'

/** What is not as it must be. */
export interface IndexFindings {
  readonly records: number
  /** What was acknowledged and is not there. */
  readonly lost: readonly string[]
  /** What is there twice. */
  readonly doubled: readonly string[]
  /** Everything else. */
  readonly wrong: readonly string[]
}

/** The key under which the index keeps a record, by its agency's: `<agency>/<reference>`. */
export type StoredKey = (key: string) => string

/** Looks at an index that has settled; then what was under way is as it was found. */
export async function checkIndex(
  models: IndexModels,
  pairs: Pairs,
  storedKey: StoredKey,
): Promise<IndexFindings> {
  const stored = await models.records.find({}, { personId: 1 }).lean()
  const personOf = new Map(stored.map(({ _id, personId }) => [_id, personId]))
  const said = await countReasons(models)
  const [lost, doubled]: [string[], string[]] = [[], []]
  for (const pair of pairs.all) {
    const [first, second] = keysOf(pair).map((key) => personOf.get(storedKey(key)) ?? null)
    const found = stageFound(first, second)
    const allowed = [pair.acknowledged, pair.underWay ?? pair.acknowledged]
    if (!allowed.map(seen).includes(found))
      lost.push(`pair ${pair.id}: ${found}, acknowledged ${allowed.join(' or ')}`)
    const decisions = checkDecisions(pair, said)
    lost.push(...decisions.lost)
    doubled.push(...decisions.doubled)
    settle(pair, { found, isProposed: said.has(reasonFor(pair, 'PROPOSED')) })
  }
  const wrong = await problemsOf(models, stored.length)
  return { records: stored.length, lost, doubled, wrong }
}

function checkDecisions(pair: RecordPair, said: ReadonlyMap<string, number>) {
  const needed: readonly Stage[] = pair.kind === 'NUMBER' ? ['PROPOSED', 'PARTED'] : ['PARTED']
  const countOf = (stage: Stage) => said.get(reasonFor(pair, stage)) ?? 0
  const isLost = (stage: Stage) => countOf(stage) === 0 && reached(pair.acknowledged, stage)
  return {
    lost: needed.filter(isLost).map((stage) => `pair ${pair.id}: ${stage} is not in the ledger`),
    doubled: needed
      .filter((stage) => countOf(stage) > 1)
      .map((stage) => `pair ${pair.id}: ${stage} ${countOf(stage)} times in the ledger`),
  }
}

/** How a stage looks in the records. */
function seen(stage: Stage): Stage {
  return stage === 'PROPOSED' ? 'LINKED' : stage
}

function reached(acknowledged: Stage, stage: Stage): boolean {
  return stages.indexOf(acknowledged) >= stages.indexOf(stage)
}

function stageFound(first: string | null = null, second: string | null = null): Stage {
  if (!first) return 'NONE'
  if (!second) return 'FIRST'
  return first === second ? 'LINKED' : 'PARTED'
}

function settle(
  pair: RecordPair,
  { found, isProposed }: { readonly found: Stage; readonly isProposed: boolean },
): void {
  if (pair.underWay === null) return
  pair.acknowledged = found === 'LINKED' && isProposed ? 'PROPOSED' : found
  pair.underWay = null
}

/** How often each reason stands in the ledger. */
async function countReasons({ ledger }: IndexModels): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  const types = { $in: ['MUST_LINK', 'CANNOT_LINK', 'REVIEWED', 'PROPOSED'] as const }
  for (const { act } of await ledger.find({ type: types }).lean())
    if ('word' in act) counts.set(act.word.reason, (counts.get(act.word.reason) ?? 0) + 1)
  return counts
}

async function problemsOf(models: IndexModels, records: number): Promise<readonly string[]> {
  const problems: string[] = []
  try {
    const rebuilt = await compareWithStored(models)
    for (const one of rebuilt.differing) problems.push(`${one} is stored otherwise than the ledger`)
    if (rebuilt.records !== records) problems.push(`the ledger makes ${rebuilt.records} records`)
  } catch (error) {
    problems.push(error instanceof Error ? error.message : 'the ledger cannot be read')
  }
  const people = new Set((await models.people.find({}, { _id: 1 }).lean()).map(({ _id }) => _id))
  for (const id of await models.records.distinct('personId'))
    if (typeof id !== 'string' || !people.has(id)) problems.push(`nobody is ${JSON.stringify(id)}`)
  return problems
}
