import type { SubgraphSettings } from '../../subgraphs/kit/config'
import { readSubgraphSettings } from '../../subgraphs/kit/config'

/** Settings of a subgraph that keeps its keys in this folder. */
export function settingsIn(dataFolder: string, changes: Partial<SubgraphSettings> = {}) {
  return { ...readSubgraphSettings({ SIGHTLINE_DATA: dataFolder }), ...changes }
}
