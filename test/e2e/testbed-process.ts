import { startTestbed as start, type TestbedProcess, type TestbedRequest } from '../../cli/testbed-process';

export type { TestbedProcess };

/** Starts a testbed as `loadmark testbed` does, in a process of its own: some defects block or bloat the whole process. On a free port by default. */
export const startTestbed = (request: TestbedRequest = {}): Promise<TestbedProcess> => start({ port: 0, ...request });
