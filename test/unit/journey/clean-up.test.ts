import { beforeEach, expect, it } from 'vitest';
import type { Afterwards } from '../../../lib/journey/afterwards';
import { journey } from '../../../lib/journey/journey';
import { users } from '../../../lib/load/journey-users';
import { answerWith } from '../../stubs/k6-http';
import { setEnvironment } from '../environment/with-environment';

beforeEach(() => setEnvironment({ TARGET_URL: 'ws://target/base' }));

/** What a journey does when its load is over, where the target answers like this. @returns the URLs that were asked. */
async function cleanUp(answer: { status: number; body: string | null }, act: (target: Afterwards) => void) {
  const asked: string[] = [];
  answerWith((url) => {
    asked.push(url);
    return { ...answer, error: '' };
  });
  const run = journey({ cleanUp: act }, async () => {});
  await run.cleanUp?.(users({ users: 1, duration: '1s' }), { run: 'R4N0' });
  return asked;
}

it('asks the target with the id of the run, and is given its JSON', async () => {
  let given: unknown;
  const asked = await cleanUp({ status: 200, body: '{"deleted":3}' }, ({ run, ask }) => {
    given = ask('DELETE', `/things?run=${run}`);
  });
  expect([asked, given]).toEqual([['http://target/base/things?run=R4N0'], { deleted: 3 }]);
});

it('takes an answer without a body, as 204 has none', async () => {
  await expect(cleanUp({ status: 204, body: null }, ({ ask }) => void ask('DELETE', '/x'))).resolves.toHaveLength(1);
});

it.each([
  [401, 'DELETE /things was answered with 401'],
  [0, 'DELETE /things was answered with nothing'],
])('is rejected at a status of %i, without the query, which may be secret', async (status, words) => {
  const done = cleanUp(
    { status, body: '' },
    ({ ask }) => void ask('DELETE', '/things?key=secret', { token: 'secret' }),
  );
  await expect(done).rejects.toThrow(new Error(words));
});

it('is not there where a journey makes nothing that stays', () => {
  expect(journey(async () => {})).not.toHaveProperty('cleanUp');
});
