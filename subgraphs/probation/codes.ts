import type { CodeList } from '../kit/records/coded-value'

/** Registers of risk and vulnerability. @see ministryofjustice/hmpps-tier */
export const registers: CodeList = {
  name: 'NDELIUS_REGISTER',
  codes: new Map([
    ['RVHR', { display: 'Very high risk of serious harm' }],
    ['RHRH', { display: 'High risk of serious harm' }],
    ['RMRH', { display: 'Medium risk of serious harm' }],
    ['RLRH', { display: 'Low risk of serious harm' }],
    ['RVAD', { display: 'Adult at risk' }],
    ['RVLN', { display: 'Vulnerable' }],
    ['RMDO', { display: 'Mental health' }],
    ['ALSH', { display: 'Self-harm or suicide' }],
    ['RCCO', { display: 'Child concerns' }],
    ['RCPR', { display: 'Child protection' }],
    ['RCHD', { display: 'Risk to children' }],
    ['RPIR', { display: 'Public interest' }],
    ['IIOM', { display: 'Integrated offender management' }],
  ]),
}

/** What an address is to a person. @see ministryofjustice/hmpps-person-record */
export const addressStatuses: CodeList = {
  name: 'NDELIUS_ADDRESS_STATUS',
  codes: new Map([
    ['M', { display: 'Main' }],
    ['PM', { display: 'Postal and main' }],
    ['S', { display: 'Secondary' }],
    ['MA', { display: 'Postal' }],
    ['B', { display: 'Bail' }],
    ['P', { display: 'Previous' }],
    ['PR', { display: 'Proposed' }],
    ['PR1', { display: 'Proposed, second' }],
    ['RJ', { display: 'Rejected' }],
    ['RT', { display: 'Resettlement' }],
  ]),
}

/** How an address is used. @see ministryofjustice/hmpps-person-record */
export const addressUsages: CodeList = {
  name: 'NDELIUS_ADDRESS_USAGE',
  codes: new Map([
    ['A01A', { display: 'Householder: owner' }],
    ['A01C', { display: 'Rented from a private landlord' }],
    ['A01D', { display: 'Rented from a social landlord' }],
    ['A02', { display: 'Approved premises' }],
    ['A03', { display: 'Transient or short-term' }],
    ['A04', { display: 'Supported housing' }],
    ['A05', { display: 'No fixed abode' }],
    ['A07A', { display: 'Friends or family: transient' }],
    ['A07B', { display: 'Friends or family: settled' }],
    ['A08', { display: 'Homeless' }],
    ['A08A', { display: 'Homeless: rough sleeping' }],
    ['A08C', { display: 'Homeless: shelter' }],
    ['CS03', { display: "Partner's home" }],
  ]),
}

/** Whether somebody went to see that the person lives there. */
export const addressChecks: CodeList = {
  name: 'ADDRESS_CHECK',
  codes: new Map([
    ['VERIFIED', { display: 'Checked' }],
    ['NOT_VERIFIED', { display: 'Not checked' }],
  ]),
}

/** What became of an appointment, where rules look for it. */
export const attendances: CodeList = {
  name: 'ATTENDANCE',
  codes: new Map([['MISSED', { display: 'Missed without an acceptable reason' }]]),
}
