/** The command line is not one of this command; the message is its usage. */
export class UsageError extends Error {
  constructor(usage: string) {
    super(usage)
    this.name = 'UsageError'
  }
}
