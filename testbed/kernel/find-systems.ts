import { existsSync, readdirSync } from 'node:fs';
import type { System } from './contract';

/** The folder that has a folder for each system. */
export const testbedFolder = new URL('../', import.meta.url);

/** As this file is: TypeScript in a checkout, JavaScript in an installed package. */
const entryName = import.meta.url.endsWith('.js') ? 'system.js' : 'system.ts';

/**
 * Every system of these folders, in the order of their names: a folder with a `system.ts` is one.
 * @throws Error when a folder's `system.ts` exports no `system` of its name, or when two have the same name.
 */
export async function findSystems(folders: readonly URL[] = [testbedFolder]): Promise<readonly System[]> {
  const systems = await Promise.all(folders.flatMap(entriesOf).map(load));
  systems.sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = systems.find(({ name }, index) => systems[index + 1]?.name === name);
  if (twice !== undefined) throw new Error(`there are two systems called "${twice.name}"; give each a name of its own`);
  return systems;
}

interface Entry {
  readonly name: string;
  readonly file: URL;
}

function entriesOf(folder: URL): Entry[] {
  const entries = readdirSync(folder).map((name) => ({ name, file: new URL(`${name}/${entryName}`, folder) }));
  return entries.filter(({ file }) => existsSync(file));
}

async function load({ name, file }: Entry): Promise<System> {
  const { system }: { readonly system?: System } = await import(file.href);
  if (system?.name === name) return system;
  throw new Error(`${file.pathname}: expected "export const system" with the name of its folder, "${name}"`);
}
