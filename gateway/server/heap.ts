import { setFlagsFromString } from 'node:v8'

/**
 * The heap may grow to three times what was in use before its next full collection. A gateway holds
 * little (40 MB) and keeps none of what it makes; left alone, V8 collects everything once a second
 * under load, and those who ask then wait (ADR 75). Costs up to twice the memory in use.
 */
export function letHeapGrow(): void {
  setFlagsFromString('--heap-growing-percent=200')
}
