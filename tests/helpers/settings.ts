import type { SubgraphSettings } from '../../subgraphs/kit/service/config'
import { readSubgraphSettings } from '../../subgraphs/kit/service/config'

/** Settings of a subgraph that keeps its keys in this folder. */
export function settingsIn(dataFolder: string, changes: Partial<SubgraphSettings> = {}) {
  return {
    ...readSubgraphSettings({ SIGHTLINE_DATA: dataFolder, SIGHTLINE_LOG_LEVEL: 'silent' }),
    ...changes,
  }
}
