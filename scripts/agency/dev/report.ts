import type { DevNews } from './command'

const words: Readonly<Record<DevNews['event'], string>> = {
  WORKSPACE: 'Workspace',
  SETTING: 'For your subgraph',
  WAITING: 'Waiting',
  STARTING: 'Starting',
  READY: 'Ready',
  CHANGED: 'Changed',
  REFUSED: 'Refused',
}

/** What `dev` tells, as a line for a terminal. */
export function devText({ event, says }: DevNews): string {
  return `${words[event]}: ${says}`
}
