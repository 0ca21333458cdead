/** What can stand in a `Ring`. */
export class RingMember {
  /** Neighbours in the ring it stands in; null while it stands in none. */
  before: RingMember | null = null
  after: RingMember | null = null
}

/**
 * A linked list: members in the order in which they came, each removed in constant time. A member that was
 * removed refers to no other. A Map would do the same, but V8 replaces its table as it grows, and an old
 * table refers to its members and to the table after it: under load they are promoted to the old space
 * with the requests they lead to.
 */
export class Ring<Member extends RingMember> {
  readonly #ends = new RingMember()

  constructor() {
    this.clear()
  }

  /** Who came first of those who are there; null when nobody is. */
  get first(): Member | null {
    const { after } = this.#ends
    return after === this.#ends ? null : (after as Member)
  }

  /** Who came last of those who are there; null when nobody is. */
  get last(): Member | null {
    const { before } = this.#ends
    return before === this.#ends ? null : (before as Member)
  }

  /** Puts a member that stands in no ring at the end. */
  add(member: Member): void {
    const last = this.#ends.before ?? this.#ends
    member.before = last
    member.after = this.#ends
    last.after = member
    this.#ends.before = member
  }

  /** Takes a member out; one that stands in no ring stays as it is. */
  remove(member: Member): void {
    const { before, after } = member
    if (!before || !after) return
    before.after = after
    after.before = before
    member.before = null
    member.after = null
  }

  /** Takes everybody out. */
  clear(): void {
    for (let member = this.#ends.after; member && member !== this.#ends;) {
      const { after } = member
      member.before = member.after = null
      member = after
    }
    this.#ends.before = this.#ends
    this.#ends.after = this.#ends
  }
}
