import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../cli/run-command';

const shell = (script: string, timeoutMs = 10_000) => runCommand({ file: 'sh', args: ['-c', script], timeoutMs });

describe('runCommand', () => {
  it('gives the exit code and both outputs of a command that ends', async () => {
    expect(await shell('echo out; echo err >&2; exit 3')).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      failure: undefined,
    });
  });

  it('says why a command could not be started', async () => {
    const outcome = await runCommand({ file: 'no-such-program', args: [], timeoutMs: 1_000 });
    expect(outcome).toMatchObject({ code: null, failure: 'ENOENT' });
  });

  it('does not wait for a child that holds the output of a command whose time is over', async () => {
    const startedAtMs = performance.now();
    expect(await shell('echo out; sleep 6; true', 300)).toMatchObject({ code: null, failure: 'TIMEOUT' });
    expect(performance.now() - startedAtMs).toBeLessThan(4_000);
  });
});
