/** Sets that only ever merge: which members are connected, directly or through others. */
export class DisjointSets {
  readonly #parents = new Map<string, string>()

  /** Puts two members into one set. */
  union(a: string, b: string): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)]
    if (rootA !== rootB) this.#parents.set(rootA, rootB)
  }

  /** The member that stands for the set; the same for all its members until the next union. */
  rootOf(member: string): string {
    let root = member
    for (let parent = this.#parents.get(root); parent !== undefined;) {
      root = parent
      parent = this.#parents.get(root)
    }
    this.#shorten(member, root)
    return root
  }

  #shorten(member: string, root: string): void {
    let current = member
    while (current !== root) {
      const next = this.#parents.get(current) ?? root
      this.#parents.set(current, root)
      current = next
    }
  }
}
