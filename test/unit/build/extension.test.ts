import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { findGo } from '../../../cli/k6/go';
import { runCommand } from '../../../cli/run-command';

const folder = join(root, 'extension/postgres');
const { problem } = await findGo();

// Flags as xk6 has them: what the build of k6 has compiled is not compiled again. The race detector needs a second build of everything:
// `go test -race ./...` in the folder.
const environment = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-trimpath' };
const go = (file: string, ...args: string[]) =>
  runCommand({ file, args, cwd: folder, environment, timeoutMs: 280_000 });

describe.skipIf(problem)(`k6/x/postgres${problem ? ` (not tested: ${problem})` : ''}`, () => {
  it('is formatted by gofmt', async () => {
    expect(await go('gofmt', '-l', '.')).toMatchObject({ code: 0, stdout: '' });
  });

  it('passes go vet and its own tests on a real PostgreSQL', { timeout: 300_000 }, async () => {
    const vet = await go('go', 'vet', './...');
    expect(vet.stderr).toBe('');
    const test = await go('go', 'test', './...');
    expect(test.stdout).toContain('ok ');
    expect({ code: test.code, stdout: test.stdout }).toMatchObject({ code: 0 });
  });
});
