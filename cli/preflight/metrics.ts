import { readExposition } from '../../lib/observe/exposition';
import { targetFigures } from '../../lib/observe/target-figures';
import { codeOf } from '../error-code';
import { httpGet } from '../http-get';
import { whyNot } from './verdict';

/**
 * Asks METRICS_URL once. A redirect, a server that is slow, and a certificate that only k6 may accept are left to the run.
 * @returns why it is of no use; undefined where it is, or may be.
 */
export async function metricsProblem(url: string, timeoutMs: number): Promise<string | undefined> {
  try {
    const { status, body } = await httpGet(new URL(url), timeoutMs);
    if (status >= 300 && status < 400) return undefined;
    if (status !== 200) return `it is answered with HTTP ${status}`;
    const { memoryMB } = targetFigures(readExposition(body));
    return memoryMB && memoryMB > 0 ? undefined : 'its answer has no process_resident_memory_bytes above 0';
  } catch (error) {
    return whyNot({ kind: 'error', code: String(codeOf(error)) }, '', null);
  }
}
