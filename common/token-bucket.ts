/** How much may be taken at once, and how fast it comes back. */
export interface BucketTerms {
  readonly capacity: number
  readonly perMinute: number
}

/** What was left of a bucket at a moment; below zero is debt. */
export interface Bucket {
  readonly tokens: number
  /** Milliseconds of a clock that never goes back. */
  readonly atMs: number
}

/** The bucket as it is now; null is one that nobody has taken from. Pure. */
export function refill(bucket: Bucket | null, { capacity, perMinute }: BucketTerms, nowMs: number) {
  if (!bucket) return { tokens: capacity, atMs: nowMs }
  const back = (Math.max(0, nowMs - bucket.atMs) * perMinute) / 60_000
  return { tokens: Math.min(capacity, bucket.tokens + back), atMs: nowMs }
}

/** Whole seconds until so many tokens are there; 0: they are. */
export function secondsUntil(
  { tokens }: Bucket,
  wanted: number,
  { perMinute }: BucketTerms,
): number {
  return tokens >= wanted ? 0 : Math.ceil(((wanted - tokens) * 60) / perMinute)
}
