import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { HubProblem } from '../hub/hub-client'
import { reasonWords } from '../words/coverage-words'
import { readMoment } from '../words/dates'
import type { MissingWords } from './missing'
import { missingIn } from './missing'
import type { Naming } from './naming'

/** One result that the hub worked out of the records of many agencies, or why it is not there. */
export interface Panel {
  /** Null: it was not told. */
  readonly value: JsonObject | null
  /** Why it was not; empty when it was. */
  readonly untold: string
  /** The moment for which it was worked out, in words. */
  readonly asAt: string
  readonly missing: MissingWords
}

/** Of what a panel is read. */
export interface PanelTerms {
  /** The person or the address; null: the question was not answered. */
  readonly subject: JsonObject | null
  readonly problems: readonly HubProblem[]
  readonly naming: Naming
}

/** The result in this field. That it is not there never reads as "none". */
export function panelOf(field: string, { subject, problems, naming }: PanelTerms): Panel {
  const value = subject?.[field]
  if (isObject(value))
    return {
      value,
      untold: '',
      asAt: readMoment(value['asAt'])?.text ?? '',
      missing: missingIn(value, naming),
    }
  const problem = problems.find(({ path }) => path.length === 2 && path[1] === field)
  return { value: null, untold: whyNot(problem), asAt: '', missing: missingIn(null, naming) }
}

function whyNot(problem: HubProblem | undefined): string {
  if (problem?.code === 'WITHHELD')
    return `This is withheld from you. ${reasonWords(problem.reason)}.`
  return 'This could not be worked out now. That does not mean that there is none: ask again, or look at each agency by itself.'
}
