/** The record type behind each list of a hospital's or unit's view. */
export const hospitalLists = { attendances: 'attendance' } as const
