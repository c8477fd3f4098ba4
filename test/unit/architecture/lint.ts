import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../../build.mjs';
import { runCommand } from '../../../cli/run-command';

/** A file that does not exist, and what it would import. */
export interface Import {
  readonly from: string;
  readonly what: string;
}

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[];
}

/** Which of the imports biome.json refuses: its rules look at the path of the importing file, so each is written out elsewhere. */
export async function refusedImports(imports: readonly Import[]): Promise<Set<Import>> {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-lint-'));
  const byFile = new Map(imports.map((wanted, index) => [`${wanted.from}-${index}.ts`, wanted]));
  try {
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [file, { what }] of byFile) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `import { it } from '${what}';\nexport const that = it;\n`);
    }
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '--only=style/noRestrictedImports', '.'];
    const { stdout } = await runCommand({ file: process.execPath, args, cwd: folder, timeoutMs: 60_000 });
    const { diagnostics } = JSON.parse(stdout) as Report;
    const refused = diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports');
    return new Set(refused.flatMap(({ location }) => byFile.get(location.path) ?? []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
