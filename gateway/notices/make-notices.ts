import type { UndoneLink } from '../../common/registration/undone-links'
import type { FoundDisclosure } from '../../disclosure-log/log-question'
import type { LinkNotice, LostAccess, NoticedDisclosure } from '../../disclosure-log/notice'
import { askersOf, keptFromIn, listAnswers, noticeId } from '../../disclosure-log/notice'

/** One answer that was given through a link, and why nobody is told of it; null: their organisation is. */
export interface Recipient {
  readonly found: FoundDisclosure
  readonly lost: LostAccess | null
  /** A record is kept from somebody: who was not told may be the one. Default: no. */
  readonly isLimited?: boolean
}

/** A notice to each organisation whose staff were told through a link, also where nobody is told of it. Pure. */
export function makeNotices(
  { seq, person, since, undoneAt }: UndoneLink,
  recipients: readonly Recipient[],
  madeAt: string,
): readonly LinkNotice[] {
  const agencies = new Set(recipients.map(({ found }) => found.entry.homeAgency))
  return [...agencies].toSorted().map((agency) => {
    const own = recipients.filter(({ found }) => found.entry.homeAgency === agency)
    const told = own.filter(({ lost }) => lost === null).map(toNoticed)
    const untold = own.flatMap((one) =>
      one.lost === null ? [] : [{ ...toNoticed(one), reason: one.lost }],
    )
    return {
      id: noticeId({ seq, person, agency }),
      ...{ agency, seq, person, since, undoneAt, madeAt },
      ...{ disclosureCount: told.length, disclosures: listAnswers(told) },
      ...{ withoutAccess: listAnswers(untold), unreadableBy: keptFromIn(untold) },
      readers: own.some(({ isLimited }) => isLimited) ? askersOf(told) : null,
    }
  })
}

function toNoticed({ found: { log, index, entry } }: Recipient): NoticedDisclosure {
  const { requestId, at, staffId, onBehalfOf, purpose, caseReference } = entry
  return { log, index, requestId, at, staffId, onBehalfOf, purpose, caseReference }
}
