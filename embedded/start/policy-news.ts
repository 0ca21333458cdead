/** What processes log of the policy, in words for whoever has started the hub. */
export class PolicyNews {
  #last: string | null = null

  /** Null for a line about something else, and for what was told last: every process says it. */
  read(line: string): string | null {
    const news = describe(line)
    if (news === null || news === this.#last) return null
    this.#last = news
    return news
  }
}

/** @param line as `common/observing/logger.ts` writes it: bounded, with nothing that a terminal obeys */
function describe(line: string): string | null {
  // Nearly every line is about something else.
  if (!line.includes('"event":"policy ')) return null
  try {
    const { event, policyVersion, policyProblem } = JSON.parse(line) as Record<string, unknown>
    if (event === 'policy in force') return `Policy ${String(policyVersion)} is in force`
    if (event !== 'policy refused') return null
    return `Policy refused, what was agreed before stays in force: ${String(policyProblem)}`
  } catch {
    return null
  }
}
