// Stands for k6/execution in Node: one VU of one scenario that began when the module was loaded.
const startedMs = performance.now();
const startTime = Date.now();

export default {
  instance: {
    get currentTestRunDuration() {
      return performance.now() - startedMs;
    },
    vusActive: 1,
  },
  scenario: { iterationInTest: 0, iterationInInstance: 1, startTime },
  test: {
    options: {} as Record<string, unknown>,
    abort(reason: string) {
      throw new Error(`aborted: ${reason}`);
    },
  },
  vu: { idInTest: 1 },
};
