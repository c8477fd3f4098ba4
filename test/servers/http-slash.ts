import { agentAnswers, sendJson, serve } from './http-server';

/** The agent API in a framework that has its routes with a slash at their end, and points there. @param elsewhere it points to a login on another host. */
export function startSlash(elsewhere = false) {
  return serve(({ url = '' }, response) => {
    if (url.endsWith('/')) return sendJson(response, agentAnswers[url.slice(0, -1)] ?? {});
    response.writeHead(307, { Location: elsewhere ? 'http://localhost:9/login' : `${url}/` });
    response.end();
  });
}
