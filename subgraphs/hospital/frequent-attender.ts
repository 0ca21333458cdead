/** A named rule: there is no single definition of a frequent attender. */
export interface FrequentAttenderRule {
  readonly rule: string
  /** Day on which it came into use, ISO 8601. */
  readonly ruleValidFrom: string
  /** Attendances from which it holds. */
  readonly threshold: number
  readonly windowDays: number
  /** Minor injuries units (03) count: without them the people this is for are missed. */
  readonly departmentTypes: readonly string[]
}

/** Ten or more attendances in a year, of any department type. */
export const frequentAttenderRule: FrequentAttenderRule = {
  rule: 'TEN_IN_A_YEAR',
  ruleValidFrom: '2023-04-01',
  threshold: 10,
  windowDays: 365,
  departmentTypes: ['01', '02', '03', '04'],
}

/** What the rule found. */
export interface FrequentAttender extends FrequentAttenderRule {
  /** Attendances in the window that ends with the latest one. */
  readonly count: number
  /** Day on which the count first reached the threshold, ISO 8601. */
  readonly since: string
}

export interface CountedAttendance {
  readonly arrivedAt: Date
  readonly departmentType: string
}

const dayMs = 86_400_000

/** What the rule says of these attendances; null when it does not hold at the latest of them. */
export function findFrequentAttender(
  attendances: readonly CountedAttendance[],
  rule: FrequentAttenderRule = frequentAttenderRule,
): FrequentAttender | null {
  const times = attendances
    .filter(({ departmentType }) => rule.departmentTypes.includes(departmentType))
    .map(({ arrivedAt }) => arrivedAt.getTime())
    .toSorted((left, right) => left - right)
  const counts = countWindows(times, rule.windowDays * dayMs)
  const count = counts.at(-1) ?? 0
  if (count === 0 || count < rule.threshold) return null
  const reached = times[counts.findIndex((one) => one >= rule.threshold)] ?? 0
  return { ...rule, count, since: new Date(reached).toISOString().slice(0, 10) }
}

/** For each of these times, sorted, how many of them are in the window that ends with it. */
function countWindows(times: readonly number[], windowMs: number): readonly number[] {
  let [start, end] = [0, 0]
  return times.map((time) => {
    while ((times[end] ?? Infinity) <= time) end += 1
    while ((times[start] ?? Infinity) <= time - windowMs) start += 1
    return end - start
  })
}
