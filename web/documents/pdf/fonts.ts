import { readFileSync } from 'node:fs'

export type Weight = 'regular' | 'bold'

/** Typefaces as they are embedded: a document that is read anywhere names none that may be missing there. */
export type FontFiles = Readonly<Record<Weight, Buffer>>

/** Reads the typefaces. They stay: every document needs them. */
export function readFonts(): FontFiles {
  return {
    regular: readFileSync(
      require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
    ),
    bold: readFileSync(require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf')),
  }
}
