import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLSchema } from 'graphql'

import { HubError } from '../../common/errors'
import type { SigningKey } from '../../common/keys/keys'
import type { Agency } from '../../common/register'
import { hubCode } from '../../common/services'
import type { RecordNames } from '../../disclosure-log/record-digest'
import { hubSubgraphSdl } from '../../schema/instance-sdl'
import type { LogReaders } from '../audit/disclosures'
import { disclosureResolvers } from '../audit/disclosures'
import type { ExecutionContext } from '../calls/execution-context'
import type { OpenedEnquiry } from '../enquiries/enquiries'
import { openEnquiry, withReview } from '../enquiries/enquiries'
import type { EnquiryInput } from '../enquiries/enquiry-input'
import { readEnquiryInput } from '../enquiries/enquiry-input'
import type { NoticeReader } from '../notices/notice-resolvers'
import { noticeResolvers } from '../notices/notice-resolvers'

export interface HubSubgraphParts extends LogReaders {
  readonly key: SigningKey
  readonly now: () => Date
  readonly recordNames: RecordNames
  readonly notices: NoticeReader
}

/** The executable schema of the hub's own subgraph. */
export function buildHubSchema(
  register: readonly Agency[],
  { key, now, recordNames, notices, ...readers }: HubSubgraphParts,
): GraphQLSchema {
  const open = (
    _parent: unknown,
    args: Readonly<Record<string, unknown>>,
    context: unknown,
  ): OpenedEnquiry => {
    // The schema has checked the input, and only the gateway's own data source executes it.
    const { input } = args as { readonly input: EnquiryInput }
    const { request, record } = context as ExecutionContext
    const { policy } = request
    // The disclosure log has room for one enquiry in each entry.
    if (record.openedEnquiry) throw oneAtATime()
    const opened = openEnquiry(input, request.requester, { key, policy, now: now() })
    const { id, purpose, caseReference } = opened
    const { reason, statements } = readEnquiryInput(input, policy)
    const enquiry = { id, purpose, caseReference, reason, statements }
    record.openedEnquiry = withReview(enquiry, policy)
    return opened
  }
  const ofNotices = noticeResolvers(notices, now)
  return buildSubgraphSchema({
    typeDefs: hubSubgraphSdl(hubCode, register),
    resolvers: {
      ...ofNotices,
      Query: { ...disclosureResolvers(readers, recordNames), ...ofNotices.Query },
      Mutation: { openEnquiry: open, ...ofNotices.Mutation },
    },
  })
}

function oneAtATime(): HubError {
  return new HubError('BAD_USER_INPUT', 'Open one enquiry in each request.', {
    reason: 'ONE_ENQUIRY_AT_A_TIME',
  })
}
