import type { Chance } from './chance'

/** Where somebody lives: all of it made up. */
export interface Place {
  readonly houseNumber: string
  readonly street: string
  readonly town: string
  readonly postcode: string
  /** Of the house. */
  readonly phone: string
}

const towns =
  'Zellbury Quorlow Ozzleham Vexmouth Yaddock Xanby Zorrow Quillmere Uxley-under-Moss Vennacott Zibthorpe Yockham Quendle Zennerby Oxterwold Vimmerton Zaggle Quarnstow Yewbarrow-on-Zed Ulverquay Zadlow Quiverholt Vossick Yexham'.split(
    ' ',
  )
const streetNames =
  'Abbot Alder Anvil Badger Barley Beacon Bracken Bramble Cattle Chapel Clover Cobbler Copper Cuckoo Damson Fennel Ferret Foundry Gander Gorse Hazel Heron Juniper Kestrel Lantern Linnet Mallow Meadow Mulberry Orchard Otter Plover Quarry Saddler Sorrel Tanner Teasel Thistle Weaver Wren'.split(
    ' ',
  )
const streetKinds = 'Road Street Lane Close Avenue Drive Way Gardens Court Row'.split(' ')
const letters = 'ABDEFGHJLNPQRSTUWXYZ'

/**
 * A house in one of 9,600 streets, each with a postcode of its own. The area ZY is nowhere, and the telephone
 * numbers are those kept for fiction: there are only a thousand, so strangers share them.
 */
export function drawPlace(chance: Chance): Place {
  const [town, name, kind] = [
    chance.below(towns.length),
    chance.below(streetNames.length),
    chance.below(streetKinds.length),
  ]
  return {
    houseNumber: String(chance.between(1, 120)),
    street: `${streetNames[name] ?? ''} ${streetKinds[kind] ?? ''}`,
    town: towns[town] ?? '',
    postcode: postcodeOf(town, name * streetKinds.length + kind),
    phone: `01632 960${threeDigits(chance.below(1000))}`,
  }
}

export function drawMobile(chance: Chance): string {
  return `07700 900${threeDigits(chance.below(1000))}`
}

function postcodeOf(town: number, street: number): string {
  const spread = (street * 397 + 41) % 4000
  const [sector, unit] = [Math.floor(spread / 400), spread % 400]
  const last = letters.charAt(Math.floor(unit / 20)) + letters.charAt(unit % 20)
  return `ZY${town + 1} ${sector}${last}`
}

function threeDigits(value: number): string {
  return String(value).padStart(3, '0')
}
