import type { FastifyInstance, FastifyReply } from 'fastify';
import { type AdmissionContext, registerAdmission } from './admission';
import { answerSearch, answerTraverse } from './answers';
import { generateGraph } from './generate';
import type { Graph } from './graph';
import { type Fault, readSearch, readTraverse } from './questions';
import { describeGraph, type GraphStats } from './stats';
import { createTurns } from './turns';

export function registerGraphRoutes(app: FastifyInstance, context: AdmissionContext): void {
  const { graph, stats } = loadGraph();
  const takeTurn = createTurns(context);

  function refuse(reply: FastifyReply, { status, reason }: Fault): void {
    context.book.counts.invalid++;
    reply.code(status).send({ message: reason });
  }

  registerAdmission(app, context);
  app.get('/api/graph/stats', (_request, reply) => takeTurn(reply, () => stats));
  app.get('/api/graph/nodes/search', (request, reply) => {
    const question = readSearch(request.url);
    if ('reason' in question) refuse(reply, question);
    else takeTurn(reply, () => answerSearch(graph, question));
  });
  app.post('/api/graph/traverse', (request, reply) => {
    const question = readTraverse(request.body, graph);
    if ('reason' in question) refuse(reply, question);
    else takeTurn(reply, () => answerTraverse(graph, question));
  });
}

interface Loaded {
  readonly graph: Graph;
  readonly stats: GraphStats;
}

let ofThisProcess: Loaded | undefined;

// The same for every testbed, and nothing changes it.
function loadGraph(): Loaded {
  if (ofThisProcess === undefined) {
    const graph = generateGraph();
    ofThisProcess = { graph, stats: describeGraph(graph) };
  }
  return ofThisProcess;
}
