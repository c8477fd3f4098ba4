import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../build.mjs';

/** A Go module that is built into k6. */
export interface ExtensionSource {
  /** Absolute. */
  readonly folder: string;
  /** Go's name of it, as its go.mod says. */
  readonly path: string;
  /** What a script imports: the folder is called as what follows `k6/x/`. */
  readonly module: string;
}

/** Every extension of this project: the folder is the registry. */
export function extensionSources(parent = join(root, 'extension')): ExtensionSource[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .sort()
    .flatMap((name) => {
      const folder = join(parent, name);
      const path = goPathOf(join(folder, 'go.mod'));
      return path === undefined ? [] : [{ folder, path, module: `k6/x/${basename(folder)}` }];
    });
}

function goPathOf(file: string): string | undefined {
  return existsSync(file) ? /^module\s+(\S+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}

/** Whether a file of an extension was changed after a binary was built. */
export function isOlderThan(binary: string, sources: readonly ExtensionSource[]): boolean {
  const builtMs = statSync(binary).mtimeMs;
  return sources.some(({ folder }) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.go$|^go\.(?:mod|sum)$/.test(file) && !file.endsWith('_test.go'))
      .some((file) => statSync(join(folder, file)).mtimeMs > builtMs),
  );
}
