import { startTestbed, type TestbedProcess } from './testbed-process';

/** Defects that outlast their case: the process is blocked for a while, or full of memory or open connections. */
const lasting =
  /^(leak-memory|leak-connections|keep-|freeze|stall|busy-|collapse-|never-|slow-read|slow-reconnect|huge-)/;

/** What a testbed has that not every one has. */
export interface TestbedParts {
  readonly taskMs?: number;
  readonly database?: true;
  readonly vectors?: true;
}

/** By the databases that it has, which take seconds to start. */
const shared = new Map<string, TestbedProcess>();
let own: TestbedProcess | undefined;

/**
 * A testbed with these defects. All cases share one, because starting it takes longer than most of them; a defect that would outlast its
 * case gets its own.
 */
export async function takeTestbed(
  defects: readonly string[],
  { taskMs, database, vectors }: TestbedParts = {},
): Promise<TestbedProcess> {
  const parts = { ...(taskMs !== undefined && { taskMs }), ...(database && { database }), ...(vectors && { vectors }) };
  const has = `${database} ${vectors}`;
  if (taskMs !== undefined || defects.some((defect) => lasting.test(defect))) {
    own = await startTestbed({ defects, ...parts });
    return own;
  }
  const testbed = shared.get(has) ?? (await startTestbed(parts));
  shared.set(has, testbed);
  await switchDefects(testbed, defects);
  return testbed;
}

/** Call it after each case. */
export async function returnTestbed(): Promise<void> {
  await own?.stop();
  own = undefined;
}

/** Call it after the last case, or for a new testbed. */
export async function endTestbeds(): Promise<void> {
  await returnTestbed();
  await Promise.all([...shared.values()].map((testbed) => testbed.stop()));
  shared.clear();
}

async function switchDefects({ metricsUrl }: TestbedProcess, defects: readonly string[]): Promise<void> {
  const response = await fetch(new URL('/testbed/defects', metricsUrl), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ defects }),
  });
  if (!response.ok) throw new Error(`The testbed refused the defects ${defects.join(', ')}: ${await response.text()}`);
}
