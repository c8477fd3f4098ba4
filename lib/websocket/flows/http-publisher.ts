import http from 'k6/http';
import { httpUrl, requestTimeoutMs } from '../../environment/target';
import { encoded } from '../../http/encoded';
import { expectationOf } from '../../http/expectation';
import { failureOf } from '../../metrics/failures';
import { refusedInBody } from '../../metrics/publications';
import { counter } from '../../metrics/recorders';
import { recordScriptError } from '../../runtime/script-error';
import { recordShortage } from '../../runtime/shortage';
import type { HttpPublishing } from '../protocols/publishing';
import { type BroadcastPlan, clientOf } from './broadcast-plan';
import type { Publisher } from './publisher';

const publicationsRefused = counter('publications_refused');

/** Sends broadcasts by HTTP calls. A call that is not accepted is counted by what came instead, and its broadcast is lost. */
export function httpPublisher(plan: BroadcastPlan, publishing: HttpPublishing): Publisher {
  const { channel, protocol, isMain, owner } = plan;
  const { method = 'POST', path, headers, body, accepts, isAccepted } = publishing;
  const speaker = clientOf(plan, owner.user);
  const expects = expectationOf(accepts);
  const params = {
    tags: { name: protocol.name },
    headers: { 'Content-Type': 'application/json', ...headers?.(channel, speaker) },
    timeout: requestTimeoutMs(),
    // The broadcaster is a user of its own.
    jar: new http.CookieJar(),
    responseType: isAccepted ? ('text' as const) : ('none' as const),
    ...(expects.callback && { responseCallback: expects.callback }),
  };
  const refused = (what: string) => isMain && publicationsRefused.add(1, { what });
  const send = async (text: string) => {
    try {
      const { text: sent } = encoded(body(text, channel, speaker));
      const answer = await http.asyncRequest(method, httpUrl(path(channel, speaker)), sent, params);
      if (answer.status === 0) recordShortage(answer.error);
      if (!expects.includes(answer.status)) refused(failureOf(answer.status, answer.error_code));
      else if (isAccepted && !isAccepted(String(answer.body))) refused(refusedInBody);
    } catch (error) {
      recordScriptError('a publication', error);
    }
  };
  return {
    publish(text) {
      void send(text);
      return true;
    },
    close() {},
  };
}
