import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listIn, numberIn } from '../hub/answer-lists'
import { bitsText, drawWaterfall } from '../pictures/waterfall'
import { rarityWords, secondStepWords } from '../words/review-words'
import { safeLine } from '../words/text'

/** From here on records are put together without anybody's word. */
const enoughBits = 20

/** More fields than records are compared by. */
const mostFields = 30

/** How far two records agree: a picture, and the table of the same. */
export interface LikenessShown {
  /** Markup that is harmless already. */
  readonly picture: string
  readonly rows: readonly LikenessRow[]
  readonly start: string
  readonly total: string
  readonly isPlaceKeptBack: boolean
  readonly modelVersion: string
  /** How far the agencies' own comparison is, in a sentence. */
  readonly secondStep: string
}

export interface LikenessRow {
  readonly name: string
  readonly agreement: string
  readonly bits: string
  /** The sum up to and with this one. */
  readonly sum: string
  readonly rarity: string
  /** By what both agencies encoded; empty: not compared. */
  readonly second: string
}

/** Null: nobody has compared them. */
export function likenessOf(subject: JsonObject): LikenessShown | null {
  const { likeness } = subject
  const startBits = numberIn(isObject(likeness) ? likeness : null, 'startBits')
  if (!isObject(likeness) || startBits === null) return null
  const fields = listIn(likeness, 'fields').slice(0, mostFields)
  const steps = fields.map((field) => ({
    name: safeLine(field['name'], 40),
    bits: numberIn(field, 'bits') ?? 0,
  }))
  let sum = startBits
  const rows = fields.map((field, index): LikenessRow => {
    const bits = steps[index]?.bits ?? 0
    sum += bits
    return {
      name: steps[index]?.name ?? '',
      agreement: safeLine(field['agreement'], 100),
      second: safeLine(field['secondAgreement'] ?? '', 100),
      ...{
        bits: bitsText(bits),
        sum: bitsText(sum),
        rarity: rarityWords(numberIn(field, 'rarityBand')),
      },
    }
  })
  return {
    picture: drawWaterfall({ startBits, steps, enoughBits }),
    ...{ rows, start: bitsText(startBits), total: bitsText(sum) },
    isPlaceKeptBack: likeness['isPlaceKeptBack'] === true,
    modelVersion: safeLine(likeness['modelVersion'], 40),
    secondStep: secondStepWords(likeness['secondStep']),
  }
}
