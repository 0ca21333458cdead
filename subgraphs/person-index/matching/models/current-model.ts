import { isObject } from '../../../../common/json'
import type { LinkageModel } from '../scoring/model'
import { modelProblem } from '../scoring/model'
import model20261128 from './2026-11-28.json'
import model202611282 from './2026-11-28.2.json'
import model202611283 from './2026-11-28.3.json'

/** Every version there was, the one in force last. */
const known: readonly LinkageModel[] = [model20261128, model202611282, model202611283]

/**
 * The model in force.
 * @throws Error when its file is not one
 */
export function currentModel(): LinkageModel {
  const model = known.at(-1)
  if (!model) throw new Error('There is no linkage model.')
  const problem = modelProblem(model)
  if (problem !== null) throw new Error(`The linkage model ${model.version}: ${problem}`)
  return model
}

/** The model of this version, or null. */
export function findModel(version: string): LinkageModel | null {
  return known.find((model) => model.version === version) ?? null
}

export const modelVersions = known.map(({ version }) => version)

/**
 * A model from the text of a file: of the shape of the one in force, and with shares that are shares.
 * @throws Error that says what is wrong and where
 */
export function readModel(text: string): LinkageModel {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new Error('It is not JSON.')
  }
  const problem =
    shapeProblem(parsed, currentModel(), 'model') ?? modelProblem(parsed as LinkageModel)
  if (problem !== null) throw new Error(`${problem}.`)
  return parsed as LinkageModel
}

/** What an earlier model did not have. */
const optional = [
  ...['model.household', 'model.estimation.mostDifferent', 'model.thresholds.automaticInLists'],
  ...['model.household.others', 'model.household.twins'],
  ...['model.household.fields.middleNames', 'model.household.fields.other'],
]

/** Where a value has not the shape of another; null when it has. What a list holds is numbers. */
function shapeProblem(value: unknown, like: unknown, path: string): string | null {
  if (Array.isArray(like)) return isNumbers(value) ? null : `${path} must be a list of numbers`
  if (!isObject(like))
    return typeof value === typeof like ? null : `${path} must be a ${typeof like}`
  if (!isObject(value)) return `${path} must be an object`
  for (const [name, part] of Object.entries(like)) {
    const isAbsent = value[name] === undefined && optional.includes(`${path}.${name}`)
    const problem = isAbsent ? null : shapeProblem(value[name], part, `${path}.${name}`)
    if (problem !== null) return problem
  }
  return null
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'number')
}
