import { readClassification } from '../../schema/classification'
import { readSdlFile } from '../../schema/instance-sdl'

/** What each field of an event, and of an agency's description of a person, gives away. */
export const eventFieldCategories = readClassification(readSdlFile('hub'))
