/** True for a mark of protection that is set: anything but a plain "no", so that a damaged one protects. */
export function isMarked(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false
}
