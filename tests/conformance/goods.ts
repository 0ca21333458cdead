/** Things of the cases. */
export const goods = [
  { upc: 'g1', name: 'One', weight: 1, price: 11, category: 11 },
  { upc: 'g2', name: 'Two', weight: 2, price: 22, category: 20 },
]

export interface Good {
  readonly upc: string
  readonly weight?: number
  readonly price?: number
}
