import type { LinkageModel } from '../scoring/model'
import { modelProblem } from '../scoring/model'
import model202611282 from './2026-11-28.2.json'

/**
 * The model in force.
 * @throws Error when its file is not one
 */
export function currentModel(): LinkageModel {
  const problem = modelProblem(model202611282)
  if (problem !== null) throw new Error(`The linkage model ${model202611282.version}: ${problem}`)
  return model202611282
}
