/** People of the cases. */
export const users = [
  { id: 'u1', email: 'one@example.invalid', name: 'First', nickname: 'Fi', rid: 'r1' },
  { id: 'u2', email: 'two@example.invalid', name: 'Second', nickname: 'Se', rid: 'r2' },
]
