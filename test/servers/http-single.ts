import { sendJson, serve } from './http-server';

/** The agent's long work, one at a time in the order in which it comes: healthy by a document that gives times and no rate. */
export function startSingle(takesMs: number) {
  let last = Promise.resolve();
  return serve((request, response) => {
    request.resume();
    last = last.then(() => new Promise((resolve) => setTimeout(resolve, takesMs)));
    last.then(() => sendJson(response, { recommendations: ['fewer instances'] }));
  });
}
