import type { AskingParty } from '../../common/registration/hiding'
import { groundsOfAsking, letsThrough } from '../../common/registration/hiding'
import type { LinkKey } from '../../common/registration/link-tokens'
import { groundToken, staffToken } from '../../common/registration/link-tokens'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import { staffBehind } from '../../common/tokens/hub-token-claims'
import type { RecordDocument } from './documents'
import type { TokenSealer } from './sealed-tokens'

/** Everybody behind a question, and on which grounds they ask, as keyed tokens. */
export type Asker = AskingParty

/** Who asks: a system and the user it asks for are both asking. */
export function askerOf(
  claims: Pick<HubTokenClaims, 'homeAgency' | 'sub' | 'onBehalfOf' | 'purpose' | 'caseReference'>,
  linkKey: LinkKey,
  sealer: Pick<TokenSealer, 'staff' | 'ground'>,
): Asker {
  return {
    staff: staffBehind(claims).map((id) => sealer.staff(staffToken(linkKey, id))),
    grounds: groundsOfAsking(claims).map((text) => sealer.ground(groundToken(linkKey, text))),
  }
}

/**
 * What of somebody's records an asker may know to be there. An agency that keeps one of them from the
 * asker answers as if it had none, so none of its records is there. Pure.
 */
export function visibleTo<Part extends Pick<RecordDocument, 'agency' | 'hiding'>>(
  records: readonly Part[],
  asker: Asker,
): readonly Part[] {
  const hidden = new Set(
    records.filter((record) => isHiddenFrom(record, asker)).map(({ agency }) => agency),
  )
  return records.filter(({ agency }) => !hidden.has(agency))
}

/** Whether an asker must not know that a record is there. Pure. */
export function isHiddenFrom(
  { hiding = [] }: Pick<RecordDocument, 'hiding'>,
  asker: Asker,
): boolean {
  return hiding.some((limit) => !letsThrough(limit, asker))
}
