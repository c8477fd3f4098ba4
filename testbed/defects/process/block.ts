/** Nothing at all happens in this process for so long; it takes no CPU meanwhile. */
export function blockProcess(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}
