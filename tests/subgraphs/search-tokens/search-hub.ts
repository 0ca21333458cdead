import type { HttpServer } from '../../../common/http/server'
import { findAmong } from '../../../common/keys/keys'
import { describedRecord } from '../../../common/likeness/described-person'
import type { DescribedPerson } from '../../../common/likeness/described-person'
import { likenessOf } from '../../../common/likeness/likeness'
import { unobserved } from '../../../common/observing/observing'
import { openNameKey } from '../../../common/registration/name-key'
import type { Registration } from '../../../common/registration/registration'
import { startService } from '../../../subgraphs/search-tokens/service'
import { RealHub } from '../../gateway/real-hub'
import type { Reply } from '../../gateway/real-hub'
import { settingsIn } from '../../helpers/settings'
import { RunningIndex } from '../person-index/running-index'

/** What is asked of a search. */
export const searchQuery = `query ($input: PersonSearchInput!) { searchPersons(input: $input) {
  id hasMore agenciesNotSearched candidates { strength bits reasons { words bits } person { id
    northshirePolice { events { kind } } } } } }`

interface Search {
  readonly hasMore: boolean
  readonly agenciesNotSearched: readonly string[]
  readonly candidates:
    | readonly {
        readonly strength: string
        readonly reasons: readonly { readonly words: string }[]
        readonly person: { readonly id: string }
      }[]
    | null
}

/** The gateway's own program, the person index and the service of tokens, over stubs of every agency. */
export class SearchHub {
  readonly hub = new RealHub()
  readonly index = new RunningIndex()
  #tokens: HttpServer | null = null

  async start(settings: Parameters<RealHub['start']>[0] = {}): Promise<void> {
    this.index.otherHubKey = this.hub.hubKey
    await this.index.start()
    this.#tokens = await startService({
      settings: settingsIn(this.index.folder),
      register: this.hub.register,
      mongodbUri: null,
      port: 0,
      hubKeys: findAmong([this.hub.hubKey]),
      observing: unobserved,
    })
    this.hub.urls.set('person-index', `${this.index.url}/graphql`)
    this.hub.urls.set('search-tokens', `${this.#tokens.url}/graphql`)
    await this.hub.start(settings)
  }

  async stop(): Promise<void> {
    await this.hub.stop()
    await this.#tokens?.stop()
    await this.index.stop()
  }

  async stopTokens(): Promise<void> {
    await this.#tokens?.stop()
    this.#tokens = null
  }

  /** A registration of somebody so described, as an agency makes it. */
  registration(ref: string, person: DescribedPerson, changes: Partial<Registration> = {}) {
    const likeness = likenessOf(openNameKey(this.index.folder), describedRecord(person))
    return { ...this.index.registration(ref, {}), likeness, ...changes }
  }

  async search(
    input: object,
    role = 'mash.analyst',
    purpose?: string,
  ): Promise<Reply & { readonly found: Search | null }> {
    const headers = await this.hub.enquire(role, purpose)
    const reply = await this.hub.send(searchQuery, { input }, headers)
    return { ...reply, found: (reply.data?.['searchPersons'] ?? null) as Search | null }
  }
}
