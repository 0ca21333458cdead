/** An extension of FHIR: of the kinds that are used here. */
export interface Extension {
  readonly url: string
  readonly valueCode?: string
  readonly valueString?: string
  readonly extension?: readonly Extension[]
}

/** A parameter of FHIR's Parameters: of the kinds that are used here. */
export interface Parameter {
  readonly name: string
  readonly extension?: readonly Extension[]
  readonly valueBoolean?: boolean
  readonly _valueBoolean?: { readonly extension: readonly Extension[] }
  readonly valueCode?: string
  readonly valueId?: string
  readonly valueString?: string
  readonly valuePeriod?: { readonly start?: string; readonly end?: string }
  readonly part?: readonly Parameter[]
  readonly resource?: object
}
