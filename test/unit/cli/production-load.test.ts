import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareScript } from '../../../cli/catalogue/script';
import { turnDown } from '../../../cli/production-load';
import { forProduction } from '../../../cli/run/production';
import { UsageError } from '../../../cli/usage-error';

const most = { users: 20, durationMs: 60_000, source: 'document 003' };
const full = { users: 100, durationMs: 300_000 };

describe('turnDown', () => {
  it('turns users and length down to what the document allows, and says so', () => {
    expect(turnDown(full, most, { TARGET_URL: 'ws://x' })).toEqual({
      environment: { TARGET_URL: 'ws://x', LOAD_TEST_USERS: '20', LOAD_TEST_DURATION: '60000ms' },
      remark:
        'production: 20 users instead of 100, 1 min 0 s instead of 5 min 0 s, the most that document 003 allows; LOAD_TEST_USERS and LOAD_TEST_DURATION would say otherwise',
    });
  });

  it('leaves a size alone that the user gave', () => {
    expect(turnDown(full, most, { LOAD_TEST_USERS: '50' })?.environment).toEqual({
      LOAD_TEST_USERS: '50',
      LOAD_TEST_DURATION: '60000ms',
    });
    expect(turnDown(full, most, { LOAD_TEST_USERS: '50', LOAD_TEST_DURATION: '2m' })).toBeUndefined();
  });

  it('never turns up', () => {
    expect(turnDown({ users: 10, durationMs: 60_000 }, most, {})).toBeUndefined();
    expect(turnDown({ users: 30, durationMs: undefined }, most, {})?.environment).toEqual({ LOAD_TEST_USERS: '20' });
  });
});

describe('a scenario against production', () => {
  async function turnedDown(name: string, given: Record<string, string> = {}) {
    const script = await prepareScript(name);
    try {
      return (await forProduction(script, given))?.environment;
    } finally {
      script.dispose();
    }
  }

  it.each([
    ['pam-ws-full', { LOAD_TEST_USERS: '20', LOAD_TEST_DURATION: '60000ms' }],
    ['pam-ws-quick', undefined],
    ['ws-50', undefined],
  ])('%s is turned down as its document says', async (name, environment) => {
    expect(await turnedDown(name)).toEqual(environment);
  });

  it('is turned down by what it is without the sizes that are missing', async () => {
    expect(await turnedDown('pam-ws-stress', { LOAD_TEST_DURATION: '5m' })).toEqual({
      LOAD_TEST_DURATION: '5m',
      LOAD_TEST_USERS: '20',
    });
  });

  it('is not run where its size cannot be found out', async () => {
    await expect(turnedDown('pam-ws-full', { CONNECT_RATE: 'fast' })).rejects.toThrow(UsageError);
  });
});

describe('a bundle against production', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-production-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const turnedDown = async (file: string, given: Record<string, string> = {}) =>
    (await forProduction(await prepareScript(file), given))?.environment;

  it('is turned down by the name that it gives itself, whatever its file is called', async () => {
    const full = await prepareScript('pam-ws-full');
    const file = join(folder, 'soak.js');
    copyFileSync(full.path, file);
    full.dispose();
    expect(await turnedDown(file)).toEqual({ LOAD_TEST_USERS: '20', LOAD_TEST_DURATION: '60000ms' });
    await expect(turnedDown(file, { CONNECT_RATE: 'fast' })).rejects.toThrow(/The size of soak is not known/);
  });

  it.each([
    ['is no scenario of loadmark', 'own.js', 'export default function () {}'],
    ['cannot be evaluated without k6', 'files.js', "open('users.json'); export default function () {}"],
    ['imports from elsewhere', 'remote.js', "import x from 'https://jslib.k6.io/x.js'; export default () => x();"],
    [
      'bears the name of a file, but not of a scenario',
      'pam-ws-full.js',
      "export const about = { name: 'mine', load: { users: 99 } };",
    ],
    ['describes itself in another way', 'about.js', "export const about = 'a test';"],
  ])('of somebody’s own is left alone that %s', async (_what, name, source) => {
    const file = join(folder, name);
    writeFileSync(file, source);
    expect(await turnedDown(file)).toBeUndefined();
  });
});
