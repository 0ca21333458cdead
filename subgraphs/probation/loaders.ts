/** The record type behind each list of a probation service's view. */
export const probationLists = {
  cases: 'case',
  orders: 'order',
  assessments: 'assessment',
  addresses: 'address',
  contacts: 'contact',
  courtReports: 'courtReport',
} as const
