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

/** @see Royal Mail, Postcode Address File: a postcode has 15 addresses on average */
const householdsPerPostcode = 15
export const householdsPerCounty =
  householdsPerPostcode * towns.length * streetNames.length * streetKinds.length

/** What comes after Z in the postcodes of a county: of these areas none is anywhere (ZE and ZZ are). */
const areaLetters = 'YXWVUTSRQPONMLKJIHGFDCBA'

/**
 * Beginnings of the telephone numbers kept for fiction, a thousand each. Of two, one is that of a county's houses and
 * one that of the people's own, so strangers share numbers.
 * @see Ofcom, Numbers for drama use
 */
const exchanges = [
  ...['01632 960', '07700 900', '0113 496 0', '0114 496 0', '0115 496 0', '0116 496 0'],
  ...['0117 496 0', '0118 496 0', '0121 496 0', '0131 496 0', '0141 496 0', '0151 496 0'],
  ...['0161 496 0', '020 7946 0', '0191 498 0', '029 2018 0'],
]

/** Which part of the country a household lives and moves in, from 0: the more households, the more there are. */
export function countyOf(household: number): number {
  return Math.floor(household / householdsPerCounty)
}

/** A house in one of a county's 9,600 streets, each with a postcode of its own. */
export function drawPlace(county: number, chance: Chance): Place {
  const [town, name, kind] = [
    chance.below(towns.length),
    chance.below(streetNames.length),
    chance.below(streetKinds.length),
  ]
  const area = `Z${areaLetters.charAt(county % areaLetters.length)}`
  return {
    houseNumber: String(chance.between(1, 120)),
    street: `${streetNames[name] ?? ''} ${streetKinds[kind] ?? ''}`,
    town: `${towns[town] ?? ''}${county === 0 ? '' : ` ${area}`}`,
    postcode: postcodeOf(`${area}${town + 1}`, name * streetKinds.length + kind),
    phone: phoneOf(2 * county, drawDigits(chance)),
  }
}

/** Somebody's own number, not that of the house. @param digits its last three */
export function ownPhone(county: number, digits: string): string {
  return phoneOf(2 * county + 1, digits)
}

/** The last three of a telephone number. */
export function drawDigits(chance: Chance): string {
  return String(chance.below(1000)).padStart(3, '0')
}

function phoneOf(exchange: number, digits: string): string {
  return `${exchanges[exchange % exchanges.length] ?? ''}${digits}`
}

function postcodeOf(outcode: string, street: number): string {
  const spread = (street * 397 + 41) % 4000
  const [sector, unit] = [Math.floor(spread / 400), spread % 400]
  const last = letters.charAt(Math.floor(unit / 20)) + letters.charAt(unit % 20)
  return `${outcode} ${sector}${last}`
}
