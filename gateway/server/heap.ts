import { setFlagsFromString } from 'node:v8'

/**
 * Fits V8's heap to a gateway, which holds little (40 MB) and keeps nothing of the 300 kB it makes for
 * each answer; to be called before it serves anybody. V8 knows both flags in every version that Node 20 to 24
 * have; one that does not says so and goes on.
 *
 * The heap may grow to three times what was in use before its next full collection. Left alone, V8
 * collects everything once a second under load, and those who ask then wait. Costs up to twice the
 * memory in use (ADR 0075).
 *
 * Nothing is pretenured. While a gateway warms up, much of what it allocates outlives a collection or two,
 * and V8 takes that for a reason to allocate such objects in the old space from then on, for good.
 * Whatever they refer to then waits for the next full collection: every answer of every agency
 * (ADR 0076).
 */
export function fitHeap(): void {
  setFlagsFromString('--heap-growing-percent=200')
  setFlagsFromString('--no-allocation-site-pretenuring')
}
