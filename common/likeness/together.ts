/** A given and a family name as one part, the same when they are exchanged. */
export function together(
  given: readonly string[],
  family: readonly string[],
  made: (name: string) => string,
): readonly string[] {
  return given.flatMap((one) =>
    family.map((other) => [made(one), made(other)].toSorted().join('+')),
  )
}
