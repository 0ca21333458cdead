import type { SdlReader } from './instance-sdl'
import { readSdlFile } from './instance-sdl'

/**
 * The schema folder with other SDL in the place of what agencies outside have published.
 * @param published SDL by the agency's code
 */
export function readWithPublished(
  published: ReadonlyMap<string, string>,
  read: SdlReader = readSdlFile,
): SdlReader {
  const names = new Map([...published].map(([code, sdl]) => [`published/${code}`, sdl]))
  return (name) => names.get(name) ?? read(name)
}
