import type { LinkageModel } from '../scoring/model'
import { modelProblem } from '../scoring/model'
import model20261128 from './2026-11-28.json'

/**
 * The model in force.
 * @throws Error when its file is not one
 */
export function currentModel(): LinkageModel {
  const problem = modelProblem(model20261128)
  if (problem !== null) throw new Error(`The linkage model ${model20261128.version}: ${problem}`)
  return model20261128
}
