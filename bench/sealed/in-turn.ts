/** Milliseconds of each group's answers, by the group's name. */
export type Times = ReadonlyMap<string, readonly number[]>

/** Until what runs most is compiled and everything is remembered that is. */
const warmUpRounds = 100

/** Asks for the groups in turn, in an order that nobody can foresee. */
export async function timeInTurn(
  groups: readonly string[],
  requestsEach: number,
  ask: (group: string) => Promise<unknown>,
): Promise<Times> {
  const times = new Map(groups.map((group): [string, number[]] => [group, []]))
  for (let round = -warmUpRounds; round < requestsEach; round += 1)
    for (const group of shuffled(groups)) {
      const startedMs = performance.now()
      await ask(group)
      const tookMs = performance.now() - startedMs
      if (round >= 0) times.get(group)?.push(tookMs)
    }
  return times
}

/** Every order is as likely as another. */
function shuffled(groups: readonly string[]): readonly string[] {
  return groups
    .map((group) => ({ group, at: Math.random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ group }) => group)
}
