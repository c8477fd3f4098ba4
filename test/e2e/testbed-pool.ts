import { startTestbed, type TestbedProcess } from './testbed-process';

/** After these a process is not as it was: blocked for a while, full of memory or of connections that nobody closed. */
const lasting = /^(leak-memory|keep-|freeze|stall|busy-|collapse-|never-|slow-read|slow-reconnect|huge-)/;

let shared: TestbedProcess | undefined;
let own: TestbedProcess | undefined;

/**
 * A testbed with these defects: the one that all cases share, as starting one takes longer than many a case, or one of its own for what
 * would outlast the case.
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

/** To be called after each case. */
export async function returnTestbed(): Promise<void> {
  await own?.stop();
  own = undefined;
}

/** To be called after the last case. */
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
