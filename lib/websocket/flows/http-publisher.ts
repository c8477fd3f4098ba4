import http from 'k6/http';
import { httpUrl, requestTimeoutMs } from '../../environment/target';
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
  const params = {
    tags: { name: protocol.name },
    headers: { 'Content-Type': 'application/json', ...headers?.(channel, speaker) },
    timeout: requestTimeoutMs(),
    // The broadcaster is a user of its own.
    jar: new http.CookieJar(),
    responseType: isAccepted ? ('text' as const) : ('none' as const),
    // k6's own http_req_failed then agrees.
    ...(accepts && { responseCallback: http.expectedStatuses(...accepts) }),
  };
  const isGood = (status: number) => (accepts ? accepts.includes(status) : status >= 200 && status < 300);
  const refused = (what: string) => isMain && publicationsRefused.add(1, { what });
  const send = async (text: string) => {
    try {
      const said = body(text, channel, speaker);
      const sent = typeof said === 'string' ? said : JSON.stringify(said);
      const answer = await http.asyncRequest(method, httpUrl(path(channel, speaker)), sent, params);
      if (answer.status === 0) recordShortage(answer.error);
      if (!isGood(answer.status)) refused(failureOf(answer.status, answer.error_code));
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
