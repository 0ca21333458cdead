import { UsageError } from './usage'

/** The options that write a chronology to files, and those that do not go with them. */
interface FileValues {
  readonly insights?: boolean | undefined
  readonly addresses?: boolean | undefined
  readonly agency?: readonly string[] | undefined
  readonly csv?: string | undefined
  readonly pdf?: string | undefined
  readonly anonymised?: boolean | undefined
}

/** Whether a file is to be written. */
export function namesFile({ csv, pdf }: Pick<FileValues, 'csv' | 'pdf'>): boolean {
  return csv !== undefined || pdf !== undefined
}

/** Of an address there is the table of its chronology alone. @throws UsageError */
export function checkAddressFiles({ pdf, csv, insights, anonymised }: FileValues): void {
  if (pdf !== undefined) throw new UsageError('--pdf is about a person')
  if (csv !== undefined && insights !== true)
    throw new UsageError('--csv belongs to --insights, or is about a person')
  if (anonymised === true) throw anonymisedAlone()
}

/** Of a person it is a document of its own. @throws UsageError */
export function checkPersonFiles(values: FileValues): void {
  const { addresses, agency, anonymised } = values
  if (!namesFile(values)) {
    if (anonymised === true) throw anonymisedAlone()
    return
  }
  if (addresses === true)
    throw new UsageError('--pdf and --csv write the chronology of a person: leave out --addresses')
  if (agency !== undefined)
    throw new UsageError('--pdf and --csv are about all agencies together: leave out --agency')
}

function anonymisedAlone(): UsageError {
  return new UsageError('--anonymised belongs to --pdf or --csv about a person')
}
