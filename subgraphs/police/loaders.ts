/** The record type behind each list of a force's view. */
export const policeLists = {
  convictions: 'conviction',
  cautions: 'caution',
  orders: 'order',
  warrants: 'warrant',
  crimes: 'crime',
  incidents: 'incident',
  warningMarkers: 'warningMarker',
  intelligence: 'intelligence',
} as const
