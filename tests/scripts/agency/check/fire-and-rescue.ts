import { readFileSync } from 'node:fs'

import { parse } from 'graphql'

import { projectPath } from '../../../../common/project-root'
import { readRegister } from '../../../../common/register'
import type { SdlCheck } from '../../../../scripts/agency/check/check-sdl'
import { currentPolicy } from '../../../helpers/current-policy'

/** What the example of an agency outside publishes, with a code list of its own and a question. */
export const published = readFileSync(
  projectPath('examples', 'fire-and-rescue', 'schema.graphql'),
  'utf8',
).replace(
  '"A visit to make a home safe."\ntype HomeVisit {',
  `"What came of a visit."
enum VisitOutcome {
  "The home was made safe."
  MADE_SAFE
  "Nobody let them in."
  NO_ANSWER
}

"What is looked for."
input VisitFilter {
  "Whether an alarm was there."
  hasAlarm: Boolean
}

"A visit to make a home safe."
type HomeVisit {
  "What came of it."
  outcome(filter: VisitFilter): VisitOutcome @classified(as: [])`,
)

/** The same with another text in one place. @throws Error when the place is not there */
export function changed(from: string, to: string, sdl = published): string {
  if (!sdl.includes(from)) throw new Error(`No "${from}" in the SDL`)
  return sdl.replace(from, to)
}

/** Composing with all of them takes its time, and says no more. */
const few = readRegister().slice(0, 1)

/** The field of the example that tells where somebody lives, as it stands there. */
export const uprnField = `"Unique Property Reference Number of the home."
  uprn: ID @classified(as: ["ADDRESS"])`

/** The example, as a service of a kind that has an agreement, about to publish this. */
export function aboutToPublish(sdl: string, further: Partial<SdlCheck> = {}): SdlCheck {
  return {
    ...{ code: 'fire-and-rescue', kind: 'ambulance', field: 'fireAndRescue' },
    ...{ sdl: parse(sdl), before: parse(published), register: few },
    ...{ shared: parse('enum Shared { "One." ONE "Two." TWO }'), policy: currentPolicy },
    ...{ usage: null, exceptions: [], on: '2026-04-01' },
    ...further,
  }
}
