import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findK6, requireExtensions } from '../../../cli/k6/find';

const folder = mkdtempSync(join(tmpdir(), 'loadmark-find-'));
afterAll(() => rmSync(folder, { recursive: true }));

function program(name: string, printed: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho '${printed}'\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('findK6', () => {
  it('prefers --k6 to LOADMARK_K6', async () => {
    const option = program('one', 'k6 v2.1.0 (go1.26.8, linux/amd64)');
    const variable = program('two', 'k6 v2.3.0 (go1.26.8, linux/amd64)');
    const environment = { LOADMARK_K6: variable };
    expect(await findK6(option, environment)).toEqual({
      path: option,
      version: 'v2.1.0',
      extensions: [],
      source: '--k6',
    });
    expect(await findK6(undefined, environment)).toMatchObject({ path: variable, source: 'LOADMARK_K6' });
  });

  it('takes no folder for a program, although a folder may be entered', async () => {
    await expect(findK6(folder, {})).rejects.toThrow(/no file that can be executed/);
  });

  it('says what came from a program that is not k6', async () => {
    await expect(findK6(program('other', 'hello'), {})).rejects.toThrow(/is not k6: .*came "hello"/);
  });
});

describe('a script that needs an extension', () => {
  const extended = 'k6 v2.2.0 (go1.26.8, linux/amd64)\nExtensions:\n  example.com/a v1.0.0, k6/x/postgres [js]';

  it('is taken to a k6 that has it', async () => {
    const k6 = await findK6(program('extended', extended), {});
    expect(() => requireExtensions(k6, ['k6/x/postgres'])).not.toThrow();
    expect(() => requireExtensions(k6, [])).not.toThrow();
  });

  it('is refused with the command that builds one', async () => {
    const k6 = await findK6(program('stock', 'k6 v2.2.0 (go1.26.8, linux/amd64)'), {});
    expect(() => requireExtensions(k6, ['k6/x/postgres'])).toThrow(
      /stock \(--k6\) has no k6\/x\/postgres, .*`loadmark k6 --build` builds k6 v/,
    );
    expect(() => requireExtensions(k6, [])).not.toThrow();
  });
});
