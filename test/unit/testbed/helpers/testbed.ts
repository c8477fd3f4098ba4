import { onTestFinished } from 'vitest';
import { findSystems } from '../../../../testbed/kernel/find-systems';
import type { TestbedOptions } from '../../../../testbed/kernel/options';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { createCatalogue } from '../../../../testbed/kernel/switch/catalogue';

/** The systems of the testbed, and all defects. */
export const systems = await findSystems();
export const catalogue = createCatalogue(systems);
/** The systems that run without being asked for. */
export const usual = systems.filter(({ onlyWith }) => onlyWith === undefined);

/** A testbed on a free port, at full speed unless said otherwise, that is closed when the test is over. */
export async function start(options: TestbedOptions = {}): Promise<Testbed> {
  const testbed = await startTestbed({ port: 0, taskMs: 0, ...options });
  onTestFinished(() => testbed.close());
  return testbed;
}

/** Asks again and again until it holds; throws after 2 s. */
export async function eventually(holds: () => boolean): Promise<void> {
  for (const until = Date.now() + 2_000; !holds(); await pause(5)) {
    if (Date.now() > until) throw new Error(`did not come true within 2 s: ${holds}`);
  }
}

export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

/** How long it took, in ms. */
export async function timed(action: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await action();
  return performance.now() - startMs;
}

/** `prefix0`, `prefix1` and so on. */
export function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}
