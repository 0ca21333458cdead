const letters = 'ZABCDEFGHJKLMNPQRTUVWXY'

/**
 * The letter that checks a police identifier: its year and serial read as one number, modulo 23.
 * @see Home Office PNC ID and CRO number formats; I, O and S are never used.
 */
export function checkLetterOf(digits: string): string {
  return letters.charAt(Number(digits) % letters.length)
}
