/** A point of docs/agency-contract.md. */
export interface ContractPoint {
  readonly id: string
  readonly title: string
  /** Whether it can be seen from outside. */
  readonly isSeen: boolean
}

/** The points of the contract in their order. @param page the text of docs/agency-contract.md */
export function readContractPoints(page: string): readonly ContractPoint[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((text) => {
      const [, id = '', title = ''] = /^(AC-\d{2}) (.*)$/m.exec(text) ?? []
      return { id, title, isSeen: /^Proof: conformance/m.test(text) }
    })
}
