import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from '../../build.mjs';
import type { CommandResult } from './project-copy';

/** A user's project, with loadmark installed from the package that `npm pack` makes. */
export interface InstalledPackage {
  readonly folder: string;
  /** Runs a program of node_modules/.bin in the project, or in a folder of it. */
  run(program: string, args: readonly string[], options?: RunOptions): CommandResult;
  write(path: string, text: string): void;
  /** Files below the installed package, to see that nothing was written into it. */
  filesOfPackage(): string[];
  dispose(): void;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the project. */
  readonly cwd?: string;
}

/** Packs this project and installs it into an empty folder. What it depends on comes from npm's cache or registry. */
export function installPackage(): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-door-'));
  const npm = (cwd: string, ...args: string[]) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  // Outside the project, whose files a test compares.
  const packed = mkdtempSync(join(tmpdir(), 'loadmark-packed-'));
  try {
    npm(root, 'pack', '--silent', '--pack-destination', packed);
    const [tarball = ''] = readdirSync(packed);
    npm(folder, 'install', '--save-dev', '--prefer-offline', '--no-audit', '--no-fund', join(packed, tarball));
  } finally {
    rmSync(packed, { recursive: true });
  }
  const { PATH = '', HOME = '' } = process.env;
  // As from a package of k6's own: on PATH.
  const environment = { PATH: [join(root, '.k6'), PATH].join(delimiter), HOME };
  return {
    folder,
    run(program, args, { env = {}, cwd = '.' } = {}) {
      const { status, stdout, stderr } = spawnSync(join(folder, 'node_modules/.bin', program), args, {
        cwd: join(folder, cwd),
        env: { ...environment, ...env },
        encoding: 'utf8',
      });
      return { exitCode: status, output: `${stdout}${stderr}` };
    },
    write(path, text) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    filesOfPackage: () => readdirSync(join(folder, 'node_modules/loadmark'), { recursive: true, encoding: 'utf8' }),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
