import { sendJson, serve } from './http-server';

const names = ['Parser', 'Lexer', 'Tree'];

/** A graph with nodes of its own names and parameters: 404 for another node, 422 for another parameter. */
export function startOwnNames() {
  return serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://graph');
    if (pathname === '/find') {
      if (!searchParams.has('text')) return sendJson(response, { detail: 'text: field required' }, 422);
      return sendJson(response, { hits: names.map((name) => ({ node_id: name })) });
    }
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { from } = JSON.parse(body || '{}');
      if (!names.includes(from)) return sendJson(response, { detail: `no node ${from}` }, 404);
      sendJson(response, { nodes: [{ node_id: from }] });
    });
  });
}
