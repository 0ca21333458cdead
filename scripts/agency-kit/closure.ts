import { buildSync } from 'esbuild'

/** What programs are made of. */
export interface Closure {
  /** Files of the project, from its root, sorted. */
  readonly files: readonly string[]
  /** Packages that they import, sorted. */
  readonly packages: readonly string[]
}

/** Everything that these programs reach by their imports. @param entries files from the root */
export function closureOf(root: string, entries: readonly string[]): Closure {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [...entries],
    outdir: 'unused',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const outside = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external && !path.startsWith('node:') ? [path] : [])),
  )
  return {
    files: Object.keys(metafile.inputs).toSorted(),
    packages: [...new Set(outside.map(packageNameOf))].toSorted(),
  }
}

/** Of `mingo/core` it is `mingo`, of `@apollo/server/plugin` it is `@apollo/server`. */
function packageNameOf(specifier: string): string {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}
