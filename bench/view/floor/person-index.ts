import { readRegister } from '../../../common/register'
import { referencesField } from '../../../schema/instance-sdl'
import type { IndexedPerson } from '../stock/people'
import { openPeople } from '../stock/people'
import { serveFloor } from './serve'

/** Who has this number, and under which references: by hand. */
async function main(port: number, mongodbUri: string): Promise<void> {
  const register = readRegister()
  const people = await openPeople(mongodbUri)
  serveFloor(port, async ({ value = '' }) => {
    const found = await people.collection.findOne({ nhsNumber: value })
    const references = register.map((agency) => [
      referencesField(agency),
      (found?.['references'] as IndexedPerson['references'] | undefined)?.[agency.code],
    ])
    return { person: { id: found?._id, ...Object.fromEntries(references) } as object }
  })
}

void main(Number(process.argv[2]), process.argv[3] ?? '')
