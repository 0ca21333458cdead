import { alikeFixes } from './alike-fixes'
import { boundFixes } from './bound-fixes'
import { charityFixes } from './charity-fixes'
import { doubtFixes } from './doubt-fixes'
import { noticeFixes } from './notice-fixes'
import { numberFixes } from './number-fixes'
import { documentFixes } from './document-fixes'
import { echoFixes } from './echo-fixes'
import type { Fix } from './fix'
import { hazardFixes } from './hazard-fixes'
import { insightsFixes } from './insights-fixes'
import { lifecycleFixes } from './lifecycle-fixes'
import { logFixes } from './log-fixes'
import { maisFixes } from './mais-fixes'
import { ownFixes } from './own-fixes'
import { personIndexFixes } from './person-index-fixes'
import { policyFixes } from './policy-fixes'
import { outsideFixes } from './outside-fixes'
import { reloadFixes } from './reload-fixes'
import { searchFixes } from './search-fixes'
import { toldFixes } from './told-fixes'
import { workspaceFixes } from './workspace-fixes'

/** Everything that is undone to see whether a test notices. */
export const allFixes: readonly Fix[] = [
  ...hazardFixes,
  ...ownFixes,
  ...boundFixes,
  ...personIndexFixes,
  ...policyFixes,
  ...echoFixes,
  ...logFixes,
  ...reloadFixes,
  ...lifecycleFixes,
  ...charityFixes,
  ...outsideFixes,
  ...insightsFixes,
  ...searchFixes,
  ...toldFixes,
  ...doubtFixes,
  ...alikeFixes,
  ...noticeFixes,
  ...numberFixes,
  ...maisFixes,
  ...documentFixes,
  ...workspaceFixes,
]
