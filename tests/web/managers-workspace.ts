import type { JsonObject } from '../../common/json'
import type { HubQuestion } from '../../web/hub/hub-client'
import { coverage } from './made-up'
import { review, sides } from './made-up-reviews'
import { hubWith, staff, Workspace } from './workspace'

/** The workspace as a manager has it open, one at a time, and what its hub was asked since. */
export class ManagersWorkspace {
  readonly asked: HubQuestion[] = []
  #open: Workspace | null = null

  /** @param told the pair that is looked at; null: there is none that may be known */
  async begin(
    answer: (question: HubQuestion) => JsonObject = () => ({}),
    told: JsonObject | null = review,
  ): Promise<Workspace> {
    const askHub = hubWith((question) => {
      this.asked.push(question)
      const { query } = question
      const dataOf = () => {
        if (query.includes('PossibleMatchSides')) return { review: sides }
        return query.includes('PossibleMatch(') ? { review: told } : answer(question)
      }
      return { data: dataOf(), coverage: coverage() }
    })
    await this.stop()
    this.#open = await Workspace.start({ askHub, user: staff('mash.manager') })
    await this.#open.begin()
    this.asked.length = 0
    return this.#open
  }

  /** Questions with this name in them. */
  of(name: string): readonly HubQuestion[] {
    return this.asked.filter(({ query }) => query.includes(name))
  }

  async stop(): Promise<void> {
    await this.#open?.stop()
    this.#open = null
  }
}
