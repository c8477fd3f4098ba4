import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runLoadmark } from '../e2e/run-loadmark';
import { startTestbed } from '../e2e/testbed-process';

/** What the machine does during a run: nothing; one core burnt; fifty sockets on a testbed of their own, again and again. */
export const secondLoads = ['none', 'core', 'scenario'] as const;
export type SecondLoad = (typeof secondLoads)[number];

/** Starts it. @returns what ends it. */
export async function startSecondLoad(what: SecondLoad): Promise<() => Promise<void>> {
  switch (what) {
    case 'none':
      return async () => {};
    case 'core':
      return burnCore();
    case 'scenario':
      return repeatScenario();
  }
}

async function burnCore() {
  // It ends by itself, should this process be killed.
  const child = spawn(process.execPath, ['-e', 'for (const until = Date.now() + 60_000; Date.now() < until; ) ;']);
  await once(child, 'spawn');
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
}

async function repeatScenario() {
  const testbed = await startTestbed();
  let isWanted = true;
  const repeating = (async () => {
    while (isWanted) await runLoadmark('ws-50', ['--quiet'], { TARGET_URL: testbed.url });
  })();
  return async () => {
    isWanted = false;
    await repeating;
    await testbed.stop();
  };
}
