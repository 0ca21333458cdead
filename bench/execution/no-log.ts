import type { DisclosureLog } from '../../disclosure-log/disclosure-log'

/** Says that everything is written down, and writes nothing: for measuring what else a hub does. */
export const noLog: DisclosureLog = {
  append: () => Promise.resolve({ log: 'none', index: 0 }),
  find: () => Promise.resolve([]),
  prove: () => Promise.resolve(null),
  noteUnanswered: () => Promise.resolve(),
  isDown: () => false,
  isAvailable: () => Promise.resolve(true),
  close: () => Promise.resolve(),
}
