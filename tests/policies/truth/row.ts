/** [role, purpose, source, categories, what happens: "permit" or the reason for withholding]. */
export type Row = readonly [string, string | null, string, string, string]
