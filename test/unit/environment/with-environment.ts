import { onTestFinished } from 'vitest';

/** Gives the script these environment variables, until the test is over. */
export function setEnvironment(values: Readonly<Record<string, string>>): void {
  const environment = (globalThis as unknown as { __ENV: Record<string, string> }).__ENV;
  const clear = () => {
    for (const name of Object.keys(environment)) delete environment[name];
  };
  clear();
  Object.assign(environment, values);
  onTestFinished(clear);
}
