import type { Language } from './arguments'

/** What each language's program is made of: files and folders of the examples. */
export const programFiles: Readonly<
  Record<Language, readonly (readonly [folder: string, name: string])[]>
> = {
  typescript: [
    ['agency-template', 'agency.mts'],
    ['agency-template', 'server.mts'],
    ['agency-template', 'hub-call.d.mts'],
    ['agency-template', 'tsconfig.json'],
    ['fire-and-rescue', 'hub-call.mjs'],
  ],
  python: [
    ['fire-and-rescue-python', 'agency_subgraph'],
    ['fire-and-rescue-python', 'requirements.txt'],
    ['fire-and-rescue-python', 'tests/__init__.py'],
    ['fire-and-rescue-python', 'tests/test_registering.py'],
    ['fire-and-rescue-python', 'tests/test_vectors.py'],
  ],
  none: [],
}
