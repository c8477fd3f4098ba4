import { agentAnswers, sendJson, serve } from './http-server';

/** What comes with status 200 instead of an answer. */
const instead = {
  nothing: '',
  login: '<!doctype html><html><body><form action="/login">Sign in</form></body></html>',
  error: '{"error":"database is gone"}',
} as const;

/** The agent API, with this body instead of each answer. @param what undefined: healthy. */
export function startWithBodies(what?: keyof typeof instead) {
  return serve(({ url = '' }, response) => {
    if (!(url in agentAnswers)) return sendJson(response, {}, 404);
    if (!what) return sendJson(response, agentAnswers[url]);
    response.writeHead(200, { 'Content-Type': what === 'login' ? 'text/html' : 'application/json' });
    response.end(instead[what]);
  });
}
