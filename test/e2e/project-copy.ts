import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root } from '../../build.mjs';

/** This project in a folder of its own, as a clone has it, for a test that adds files. */
export interface ProjectCopy {
  readonly folder: string;
  /** @param files contents by path, relative to the project. */
  write(files: Readonly<Record<string, string>>): void;
  remove(paths: readonly string[]): void;
  /** Contents of all files by path. */
  snapshot(): ReadonlyMap<string, string>;
  /** Runs a command in the copy. */
  run(file: string, args: readonly string[], env?: Readonly<Record<string, string>>): CommandResult;
  /** Runs the script of a package with this Node. @throws Error with its output when it fails. */
  runPackage(script: string, ...args: readonly string[]): string;
  dispose(): void;
}

export interface CommandResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Large, or made by tools. */
const leftOut = /^(?:node_modules|\.k6|\.git|dist|compiled|results\/20.*)$/;

export function copyProject(): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-copy-'));
  cpSync(root, folder, { recursive: true, filter: (path) => !leftOut.test(relative(root, path)) });
  for (const name of ['node_modules', '.k6']) symlinkSync(join(root, name), join(folder, name));
  const { PATH = '', HOME = '' } = process.env;
  const run: ProjectCopy['run'] = (file, args, env = {}) => {
    const { status, stdout, stderr } = spawnSync(file, args, {
      cwd: folder,
      env: { PATH, HOME, ...env },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { exitCode: status, output: `${stdout}${stderr}` };
  };
  return {
    folder,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    remove(paths) {
      for (const path of paths) rmSync(join(folder, path), { recursive: true });
    },
    snapshot() {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => existsSync(file));
      return new Map(files.map((file) => [relative(folder, file), readFileSync(file, 'utf8')]));
    },
    run,
    runPackage(script, ...args) {
      const { exitCode, output } = run(process.execPath, [join('node_modules', script), ...args]);
      if (exitCode !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${exitCode}: ${output}`);
      return output;
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
