import type { LeakHub as Hub } from '../../tests/leak/leak-hub'
import { LeakHub } from '../../tests/leak/leak-hub'
import type { Target } from '../../tests/leak/operations'
import { alikePairs, alikeQuery, byNumber } from '../../tests/leak/people'
import { timeInTurn } from './in-turn'
import type { Compared } from './report'
import { unknown as unknownGroup } from './report'

const role = 'mash.analyst'
const purpose = 'ADULT_SAFEGUARDING'

/** Of a made-up person whom three of the agencies know. */
const known = byNumber('999 000 0018')

/** The time of a caller's answer from the hub that runs whole, for each way of hiding somebody. */
export async function measureHub(requestsEach: number): Promise<readonly Compared[]> {
  const hub = new LeakHub()
  const measured: Compared[] = []
  try {
    await hub.start()
    for (const [how, hidden, unknown] of alikePairs)
      measured.push(await compare(hub, { how, hidden, unknown }, requestsEach))
    return measured
  } finally {
    await hub.stop()
  }
}

interface Pair {
  readonly how: string
  readonly hidden: Target
  readonly unknown: Target
}

async function compare(
  hub: Hub,
  { how, hidden, unknown }: Pair,
  requestsEach: number,
): Promise<Compared> {
  const targets = new Map([
    ['HIDDEN', hidden],
    [unknownGroup, unknown],
    ['KNOWN', known],
  ])
  const times = await timeInTurn([...targets.keys()], requestsEach, async (group) => {
    const query = alikeQuery(targets.get(group) ?? unknown)
    const { errors = [] } = await hub.ask(query, role, purpose)
    if (errors.some(({ extensions }) => extensions?.['code'] === 'RATE_LIMITED'))
      throw new Error('Asked for too much')
  })
  return { what: `The hub, ${how}:`, times }
}
