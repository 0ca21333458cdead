import { existsSync } from 'node:fs'

const places = [
  process.env['SIGHTLINE_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Where a browser for tests is; null: there is none on this machine. */
export function findBrowser(): string | null {
  return places.find((place) => place !== '' && existsSync(place)) ?? null
}
