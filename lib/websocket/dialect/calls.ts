import { connectTimeoutMs } from '../../environment/target';
import { countedTrend, counter, rate } from '../../metrics/recorders';
import { jarOf } from '../../runtime/jar';
import { refuseFlow } from '../session/refuse-flow';
import type { Around } from './around';
import type { Call } from './call';
import { type Called, callTarget } from './call-target';

const before = { calls: counter('before_calls'), ok: rate('before_ok'), failed: counter('before_failed') };
const beforeTime = countedTrend('before_time');
const after = { calls: counter('after_calls'), ok: rate('after_ok'), failed: counter('after_failed') };

/** Calls of a user around each of its sockets, or of its tasks over HTTP. */
export interface Calls {
  /** Ahead of the socket, as to create a session or to fetch a ticket; `speaker.answer` is what it makes known. A socket whose call fails is refused. */
  readonly before?: Call;
  /** Behind the socket, however it ended, as to delete the session. */
  readonly after?: Call;
}

/** The calls of a dialect, to be spread into a protocol: `{ ...calls({ before, after }), name, path, start, read }`. They share the user's cookies. */
export const calls = (around: Calls): { readonly around: Around } => ({
  async around(speaker, { owner, run, flow }) {
    const jar = jarOf(owner);
    if (around.before) {
      const called = await callTarget('before', around.before, speaker, jar);
      record(before, called);
      if (called.failure !== undefined)
        return refuseFlow(flow(), `the call before: ${called.failure}`, connectTimeoutMs());
      beforeTime.add(called.tookMs);
      speaker.answer = called.answer;
    }
    const outcome = await run();
    if (around.after) record(after, await callTarget('after', around.after, speaker, jar));
    return outcome;
  },
});

function record({ calls, ok, failed }: typeof before, { failure }: Called): void {
  calls.add(1);
  ok.add(failure === undefined);
  if (failure !== undefined) failed.add(1, { what: failure });
}
