import type { HubError } from '../../common/errors'
import type { NoticeStore } from '../../disclosure-log/notice-store'
import type { TrackedNotice } from '../../disclosure-log/notice'
import { mostListed } from '../../disclosure-log/notice'
import { orUnreadable } from '../audit/disclosures'
import { cursorOf, readCursorParts, readLength, refuse } from '../audit/read-question'
import type { ExecutionContext } from '../calls/execution-context'
import type { Requester } from '../operation/requester'

/** What is asked of notices by whoever asks through the hub. */
export type NoticeReader = Pick<NoticeStore, 'find' | 'findOne' | 'acknowledge'>

/** The schema has checked them, and only the gateway's own data source executes it. */
interface PageArguments {
  readonly onlyOpen?: boolean | null
  readonly first?: number | null
  readonly after?: string | null
}

const defaultPage = 20

/**
 * Notices of links that were undone. Who may ask is the policy's to say, before; of whose notices is said here.
 * @throws HubError LOG_UNAVAILABLE, BAD_USER_INPUT
 */
export function noticeResolvers(store: NoticeReader, now: () => Date) {
  return {
    Query: {
      linkNotices: (_parent: unknown, args: unknown, context: unknown) => {
        const { homeAgency } = requesterOf(context)
        return readPage(store, args as PageArguments, { context, agency: homeAgency })
      },
      trackedNotices: (_parent: unknown, args: unknown, context: unknown) =>
        readPage(store, args as PageArguments, { context, agency: null }),
    },
    Mutation: {
      acknowledgeNotice: async (_parent: unknown, args: unknown, context: unknown) => {
        const { id } = args as { readonly id: string }
        const requester = requesterOf(context)
        const { staffId, onBehalfOf = null, homeAgency: agency } = requester
        const reader = { agency, staff: staffBehind(requester) }
        const notice = await orUnreadable(store.findOne(id, reader))
        if (!notice) throw unknownNotice()
        const at = now().toISOString()
        const acknowledged = notice.acknowledged ?? { staffId, onBehalfOf, at }
        return toNotice({
          ...notice,
          acknowledged: await orUnreadable(store.acknowledge(id, acknowledged)),
        })
      },
    },
    LinkNotice: {
      disclosures: ({ disclosures }: TrackedNotice, { first }: PageArguments) =>
        disclosures.slice(0, readLength(first, mostListed)),
    },
  }
}

async function readPage(
  store: NoticeReader,
  { onlyOpen, first, after }: PageArguments,
  { context, agency }: { readonly context: unknown; readonly agency: string | null },
) {
  const length = readLength(first, defaultPage)
  const before = typeof after === 'string' ? readPlace(after) : null
  const staff = staffBehind(requesterOf(context))
  const asked = { agency, staff, isOpen: onlyOpen ?? false, before, limit: length + 1 }
  const found = await orUnreadable(store.find(asked))
  const shown = found.slice(0, length)
  const last = found.length > length ? shown.at(-1) : undefined
  return {
    nodes: shown.map(toNotice),
    endCursor: last ? cursorOf([last.undoneAt, last.id]) : null,
  }
}

function readPlace(cursor: string) {
  const [undoneAt, id] = readCursorParts(cursor)
  if (typeof undoneAt !== 'string' || typeof id !== 'string')
    throw refuse('`after` must be the `endCursor` of a page.', 'INVALID_ARGUMENT')
  return { undoneAt, id }
}

function requesterOf(context: unknown): Requester {
  return (context as ExecutionContext).request.requester
}

/** A system and the user it asks for are both asking. */
function staffBehind({ staffId, onBehalfOf }: Requester): readonly string[] {
  return onBehalfOf === undefined ? [staffId] : [staffId, onBehalfOf]
}

function toNotice(notice: TrackedNotice) {
  const { acknowledged, disclosureCount, withoutAccess } = notice
  const sent = acknowledged ? 'ACKNOWLEDGED' : 'OPEN'
  return {
    ...notice,
    ledgerEntry: notice.seq,
    state: disclosureCount > 0 ? sent : 'NOT_SENT',
    acknowledgedBy: acknowledged && (acknowledged.onBehalfOf ?? acknowledged.staffId),
    acknowledgedAt: acknowledged?.at ?? null,
    notTold: withoutAccess,
  }
}

/** The same whether there is none or it is another organisation's. */
function unknownNotice(): HubError {
  return refuse('There is no such notice to your organisation.', 'UNKNOWN_NOTICE')
}
