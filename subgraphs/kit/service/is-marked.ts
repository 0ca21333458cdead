/** True for a restriction that a record carries: anything but a plain "no" is one. */
export function isMarked(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false
}
