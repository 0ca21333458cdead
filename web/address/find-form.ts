import { canonicalPostcode } from '../../common/identifiers/address-identifiers'

/** What an address is looked for by, or what is wrong with what was entered. */
export type AddressForm =
  | { readonly by: 'uprn'; readonly uprn: string }
  | { readonly by: 'postcode'; readonly postcode: string }
  | { readonly by: null; readonly errors: AddressErrors }

/** What is wrong, by field. */
export type AddressErrors = Readonly<Partial<Record<'uprn' | 'postcode', string>>>

const uprnError = 'Enter a property number (UPRN) of up to 12 digits'

/** Reads the form: a property number or a postcode. @param read a field of it */
export function readAddressForm(read: (name: string) => string): AddressForm {
  const uprn = read('uprn').replaceAll(' ', '')
  const postcode = read('postcode')
  if (uprn !== '' && postcode !== '')
    return wrong({ postcode: 'Enter a property number or a postcode, not both' })
  if (postcode === '')
    return /^\d{1,12}$/.test(uprn) ? { by: 'uprn', uprn } : wrong({ uprn: uprnError })
  const canonical = canonicalPostcode(postcode.slice(0, 20).replaceAll(/\s+/g, ' '))
  return canonical === null
    ? wrong({ postcode: 'Enter a whole postcode of a place, like ZY1 4AB' })
    : { by: 'postcode', postcode: canonical }
}

function wrong(errors: AddressErrors): AddressForm {
  return { by: null, errors }
}
