import { levelCount } from '../comparison/levels'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldNames } from '../../../../common/likeness/fields'

/** How likely each level is, in the order of `level`; the first, "missing", is not counted. */
export type LevelShares = readonly number[]

export interface FieldWeights {
  /** Shares of levels among pairs that are one person. */
  readonly m: LevelShares
  /** Shares of levels among pairs of two people. */
  readonly u: LevelShares
}

/**
 * How two people of one household agree. They have name and place in common, so that the fields of the place
 * do not speak one by one; in all other fields they agree by chance, as strangers do.
 */
export interface HouseholdWeights {
  /** The share of all pairs that are two people of one household; what estimation begins with. */
  readonly share: number
  /** With how many others somebody lives; where nothing is estimated, so many such pairs come to one of one person. */
  readonly others?: number
  /** Shares of levels in what a household has in common. */
  readonly fields: Readonly<Partial<Record<FieldName, LevelShares>>>
  /** Absent: twins are people of a household like others. */
  readonly twins?: TwinShares
}

/** How two children of one birth agree where they do not agree as others of their household do. */
export interface TwinShares {
  /** Of the pairs of one household, the share that is of one birth: where there are no households there are no twins. */
  readonly share: number
  /** Shares of levels; the date of birth agrees as one person's does. */
  readonly fields: Readonly<Partial<Record<FieldName, LevelShares>>>
}

/** Weights in bits that decide about pairs: log2 of the odds that they are one person. */
export interface Thresholds {
  /** From here on a pair is more likely one person than not: what lists of links are cut at. */
  readonly even: number
  /** Linked without a person's word. */
  readonly automatic: number
  /** Likewise in a list whose weights are estimated and whose values are counted: bits say there what they mean. */
  readonly automaticInLists?: number
  /** What is linked stays linked. */
  readonly keep: number
  /** A person looks at it. */
  readonly review: number
  /** A second candidate this close makes it a "many match". */
  readonly margin: number
}

/** How records become clusters. */
export interface ClusterRules {
  /** Two clusters become one only if the mean weight of all pairs between them is at least this. */
  readonly guardMean: number
  /** A pair counts for no more than this many bits, either way, in that mean. */
  readonly guardClip: number
  readonly maximumRecords: number
  /** Of one agency, when there are several. */
  readonly maximumOfOneAgency: number
}

/** How weights are estimated from the records at hand. */
export interface EstimationRules {
  readonly seed: number
  /** Pairs drawn at random to see how two people agree by chance. */
  readonly randomPairs: number
  readonly rounds: number
  /** At least this share of agreements in a value is held to be by chance, however rare the value. */
  readonly smallestChance: number
  /** One person's values are different in no more than this share of pairs, 0 to 1; default: all. */
  readonly mostDifferent?: Readonly<Partial<Record<FieldName, number>>>
  /** The model's own shares count as this many pairs seen. */
  readonly priorPairs: number
}

export interface LinkageModel {
  readonly version: string
  /** Where its numbers come from. */
  readonly provenance: string
  /** The share of all pairs that are one person. */
  readonly prior: number
  readonly thresholds: Thresholds
  readonly clusters: ClusterRules
  readonly estimation: EstimationRules
  /** A blocking key that more records hold is not used. */
  readonly maximumBlock: number
  /** Weights by how records are compared. */
  readonly fields: Readonly<Record<ComparisonMode, Readonly<Record<FieldName, FieldWeights>>>>
  /** Absent: two people are always taken to be strangers. */
  readonly household?: HouseholdWeights
}

/** In the clear, or over keyed tokens: near values are told apart more finely in the clear. */
export type ComparisonMode = 'plain' | 'tokens'

/** What decides about a pair: the model's numbers for one mode, as they are or estimated anew. */
export interface Weights {
  readonly prior: number
  readonly fields: Readonly<Record<FieldName, FieldWeights>>
  /** Of the pairs that agree in a value of each rarity band, the share that is two people, by place in a pattern; default: all. */
  readonly byChance?: readonly (readonly number[])[]
  readonly household?: HouseholdWeights
}

/** The model's own weights. */
export function modelWeights(model: LinkageModel, mode: ComparisonMode): Weights {
  const { prior, household } = model
  return { prior, fields: model.fields[mode], ...(household ? { household } : {}) }
}

/**
 * The model's own weights, over tokens, where two records drawn at random are one person in one of so many cases.
 * @param knownPeople from 2
 */
export function weightsAmong(model: LinkageModel, knownPeople: number): Weights {
  const { household, ...weights } = modelWeights(model, 'tokens')
  const prior = 1 / knownPeople
  const share = Math.min(0.25, prior * (household?.others ?? 1))
  return { ...weights, prior, ...(household ? { household: { ...household, share } } : {}) }
}

/** Thresholds for a list of records, by whether its weights are estimated from it. */
export function listThresholds({ thresholds, estimation }: LinkageModel): Thresholds {
  const { automatic, automaticInLists = automatic } = thresholds
  return estimation.rounds > 0 ? { ...thresholds, automatic: automaticInLists } : thresholds
}

/** What is wrong with a model, in words; null when nothing is. */
export function modelProblem(model: LinkageModel): string | null {
  if (!(model.prior > 0 && model.prior < 1)) return 'prior must be between 0 and 1'
  for (const mode of ['plain', 'tokens'] as const)
    for (const name of fieldNames)
      for (const shares of ['m', 'u'] as const) {
        const found = model.fields[mode][name][shares]
        if (!areLevelShares(found)) return `fields.${mode}.${name}.${shares} ${wanted}`
      }
  return model.household ? householdProblem(model.household) : null
}

const wanted = `must be ${levelCount} numbers above 0 that, without the first, add up to 1`

function householdProblem({ share, fields, twins }: HouseholdWeights): string | null {
  if (!(share > 0 && share < 1)) return 'household.share must be between 0 and 1'
  if (twins && !(twins.share > 0 && twins.share < 1))
    return 'household.twins.share must be between 0 and 1'
  return sharesProblem('household', fields) ?? sharesProblem('household.twins', twins?.fields ?? {})
}

function sharesProblem(path: string, fields: HouseholdWeights['fields']): string | null {
  const bad = Object.entries(fields).find(([, shares]) => !areLevelShares(shares))
  return bad ? `${path}.fields.${bad[0]} ${wanted}` : null
}

function areLevelShares(shares: LevelShares): boolean {
  return shares.length === levelCount && areShares(shares.slice(1))
}

function areShares(shares: readonly number[]): boolean {
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.every((share) => share > 0 && share < 1) && Math.abs(sum - 1) < 0.01
}
