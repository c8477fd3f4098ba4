import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Account } from './account';

/**
 * The folder where the testbed keeps what takes long to make: the first of `$XDG_CACHE_HOME`, `~/.cache`, `/var/cache` and the system's
 * folder for temporary files that can be written to and, where PostgreSQL runs as another user, that this user can reach. Made when it is missing.
 */
export function cacheFolder(account: Account | undefined): string {
  const { XDG_CACHE_HOME } = process.env;
  const places = [XDG_CACHE_HOME, join(homedir(), '.cache'), '/var/cache'].filter((place) => place !== undefined);
  const folders = places.filter((place) => place !== '').map((place) => join(place, 'loadmark'));
  // Its name has the user in it: the folder is everybody's.
  const last = join(tmpdir(), `loadmark-${process.getuid?.() ?? 'cache'}`);
  const found = [...folders, last].find((folder) => canBeUsed(folder, account));
  if (found !== undefined) return found;
  throw new Error(`no folder to keep PostgreSQL in: tried ${[...folders, last].join(', ')}; set XDG_CACHE_HOME to one`);
}

function canBeUsed(folder: string, account: Account | undefined): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK);
    const mine = process.getuid === undefined || statSync(folder).uid === process.getuid();
    return mine && (account === undefined || isOpenToAll(folder));
  } catch {
    return false;
  }
}

/** Whether everybody may pass through it and all folders above it. */
function isOpenToAll(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || isOpenToAll(above));
}
