import { boundFixes } from './bound-fixes'
import type { Fix } from './fix'
import { hazardFixes } from './hazard-fixes'
import { logFixes } from './log-fixes'
import { ownFixes } from './own-fixes'
import { personIndexFixes } from './person-index-fixes'

/** Everything that is undone to see whether a test notices. */
export const allFixes: readonly Fix[] = [
  ...hazardFixes,
  ...ownFixes,
  ...boundFixes,
  ...personIndexFixes,
  ...logFixes,
]
