import type { DescribedPerson } from '../../common/likeness/described-person'
import { seededRandom } from '../../subgraphs/person-index/matching/scoring/random'

const syllables = ['ba', 'cor', 'del', 'fen', 'gar', 'hol', 'in', 'ket', 'lor', 'mar', 'nel', 'os']
const endings = [
  'an',
  'bert',
  'cott',
  'den',
  'ford',
  'ley',
  'mer',
  'son',
  'ton',
  'wick',
  'wyn',
  'y',
]

/** Made-up names, as many as there are: some of them common, most of them rare. */
export class MadeUpPeople {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  draw(): Required<Pick<DescribedPerson, 'names' | 'datesOfBirth' | 'postcodes'>> {
    const forenames = this.#name(2, 1)
    const surname = this.#name(3, 2)
    return {
      names: [{ forenames, surname }],
      datesOfBirth: [this.#date()],
      postcodes: [
        `ZY${1 + this.#below(9)} ${1 + this.#below(9)}${this.#letter()}${this.#letter()}`,
      ],
    }
  }

  /** The text with one letter replaced. */
  misspelled(text: string): string {
    const at = this.#below(text.length)
    return text.slice(0, at) + this.#letter().toLowerCase() + text.slice(at + 1)
  }

  below(limit: number): number {
    return this.#below(limit)
  }

  /** The first syllables and endings come often: a square of chance. */
  #name(parts: number, fewest: number): string {
    const count = fewest + this.#below(parts)
    const skewed = (list: readonly string[]) =>
      list[Math.floor(this.#random() ** 2 * list.length)] ?? ''
    const text = Array.from({ length: count }, () => skewed(syllables)).join('') + skewed(endings)
    return text.charAt(0).toUpperCase() + text.slice(1)
  }

  #date(): string {
    const twoDigits = (value: number) => String(value).padStart(2, '0')
    const [year, month, day] = [1930 + this.#below(78), 1 + this.#below(12), 1 + this.#below(28)]
    return `${year}-${twoDigits(month)}-${twoDigits(day)}`
  }

  #letter(): string {
    return String.fromCharCode(65 + this.#below(26))
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }
}
