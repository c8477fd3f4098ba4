import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build.mjs';

/** A project with the scenario of `loadmark init`, and with loadmark where npm puts it. */
export function makeProject(folder: string): void {
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(root, 'cli/bin.mjs'), join(folder, 'node_modules/.bin/loadmark'));
  writeFileSync(join(folder, 'package.json'), '{}');
  mkdirSync(join(folder, 'load'));
  for (const name of ['requests.ts', 'limits.ts'])
    copyFileSync(join(root, 'templates/load', name), join(folder, 'load', name));
}

/** Stand-ins for what a runner has: `curl` knows one release of k6, which is the project's own; `npm` has installed; `gh` says what it would do. */
export function makeRelease(folder: string): void {
  const name = 'k6-v2.2.0-linux-amd64';
  const release = join(folder, 'release');
  mkdirSync(join(release, name), { recursive: true });
  copyFileSync(join(root, '.k6/k6'), join(release, name, 'k6'));
  execFileSync('tar', ['-czf', `${name}.tar.gz`, name], { cwd: release });
  rmSync(join(release, name), { recursive: true });
  const sum = createHash('sha256')
    .update(readFileSync(join(release, `${name}.tar.gz`)))
    .digest('hex');
  writeFileSync(
    join(release, 'k6-v2.2.0-checksums.txt'),
    `${'0'.repeat(64)}  k6-v2.2.0-macos-arm64.zip\n${sum}  ${name}.tar.gz\n`,
  );
  // As if the archive had been changed.
  copyFileSync(join(release, `${name}.tar.gz`), join(release, 'k6-v2.0.0-broken-linux-amd64.tar.gz'));
  writeFileSync(
    join(release, 'k6-v2.0.0-broken-checksums.txt'),
    `${'0'.repeat(64)}  k6-v2.0.0-broken-linux-amd64.tar.gz\n`,
  );
  const programs = {
    curl: `
folder=.
while [ $# -gt 0 ]; do
  case "$1" in
    --output-dir) folder="$2"; shift ;;
    https://github.com/grafana/k6/releases/download/*) cp "${release}/\${1##*/}" "$folder/" || exit 22 ;;
    http*) exit 6 ;;
  esac
  shift
done`,
    npm: 'test "$*" = ci',
    gh: 'echo "gh $*"',
  };
  mkdirSync(join(folder, 'bin'));
  for (const [program, text] of Object.entries(programs)) {
    writeFileSync(join(folder, 'bin', program), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, 'bin', program), 0o755);
  }
}
