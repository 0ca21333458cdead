import { packagedCommand } from '../agency/as-called'

/** What the project's own package.json says. */
export interface ProjectManifest {
  readonly version: string
  readonly license: string
  readonly engines: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

/** A file of the package from its root, without its extension. */
const entry = 'dist/scripts/agency-kit/public'

/** What an agency that `init` makes needs, in the versions that the hub itself is tested with. */
const forNewAgencies = ['@types/node', 'tsx', 'typescript']

/**
 * The package.json of the kit: what it imports, each in the one version that the hub is tested with.
 * @throws Error naming a package that the project does not depend on
 */
export function kitManifest(project: ProjectManifest, packages: readonly string[]): object {
  const { version, license, engines, dependencies, devDependencies } = project
  const versionOf = (name: string): string => {
    const found = dependencies[name] ?? (forNewAgencies.includes(name) && devDependencies[name])
    if (typeof found === 'string') return found
    throw new Error(`The kit imports ${name}, which is no dependency of the project`)
  }
  const versions = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, versionOf(name)]))
  return {
    ...{ name: '@sightline/agency-kit', version, license, engines, private: true },
    description: 'What a subgraph of an agency on a Sightline hub is built on and tested with',
    bin: { [packagedCommand]: `dist/scripts/${packagedCommand}.js` },
    exports: { '.': { types: `./${entry}.d.ts`, default: `./${entry}.js` } },
    types: `./${entry}.d.ts`,
    dependencies: versions(packages),
    devDependencies: versions(forNewAgencies.filter((name) => !packages.includes(name))),
  }
}
