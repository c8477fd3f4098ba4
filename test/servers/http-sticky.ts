import { agentAnswers, sendJson, serve } from './http-server';

/**
 * The agent API behind a balancer that gives each new client a half by a cookie, in turn, and then stays with it.
 * @param badHalf the second half answers 503 to everything.
 */
export function startStickyHalves(badHalf: boolean) {
  let clients = 0;
  return serve(({ url = '', headers }, response) => {
    const known = /(?:^|; )half=([ab])/.exec(headers.cookie ?? '')?.[1];
    const half = known ?? (clients++ % 2 === 0 ? 'a' : 'b');
    if (!known) response.setHeader('Set-Cookie', `half=${half}; Path=/`);
    if (half === 'b' && badHalf) return sendJson(response, { detail: 'half b is down' }, 503);
    sendJson(response, agentAnswers[url] ?? {}, url in agentAnswers ? 200 : 404);
  });
}
