import { startTestbed, type TestbedProcess } from './testbed-process';

/** Defects that outlast their case: the process is blocked for a while, or full of memory or open connections. */
const lasting = /^(leak-memory|keep-|freeze|stall|busy-|collapse-|never-|slow-read|slow-reconnect|huge-)/;

let shared: TestbedProcess | undefined;
let own: TestbedProcess | undefined;

/**
 * A testbed with these defects. All cases share one, because starting it takes longer than most of them; a defect that would outlast its
 * case gets its own.
 */
export async function takeTestbed(defects: readonly string[], taskMs: number | undefined): Promise<TestbedProcess> {
  if (taskMs !== undefined || defects.some((defect) => lasting.test(defect))) {
    own = await startTestbed({ defects, ...(taskMs !== undefined && { taskMs }) });
    return own;
  }
  shared ??= await startTestbed();
  await switchDefects(shared, defects);
  return shared;
}

/** Call it after each case. */
export async function returnTestbed(): Promise<void> {
  await own?.stop();
  own = undefined;
}

/** Call it after the last case, or for a new testbed. */
export async function endTestbeds(): Promise<void> {
  await returnTestbed();
  await shared?.stop();
  shared = undefined;
}

async function switchDefects({ metricsUrl }: TestbedProcess, defects: readonly string[]): Promise<void> {
  const response = await fetch(new URL('/testbed/defects', metricsUrl), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ defects }),
  });
  if (!response.ok) throw new Error(`The testbed refused the defects ${defects.join(', ')}: ${await response.text()}`);
}
