import { describe, expect, it } from 'vitest';
import { kernelMetrics } from '../../../../testbed/kernel/metrics/own';
import { createCatalogue } from '../../../../testbed/kernel/switch/catalogue';
import { knock } from '../helpers/sockets';
import { eventually, start, usual } from '../helpers/testbed';
import { connect, print, task } from '../tasks/client';

interface Answer {
  readonly message: string;
  readonly defects: readonly { readonly name: string; readonly on: boolean; readonly value?: number }[];
}

async function call(httpUrl: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${httpUrl}${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

function on(body: Answer) {
  return body.defects.filter((defect) => defect.on).map(({ name, value }) => [name, value]);
}

describe('the control API', () => {
  it('says that it is well', async () => {
    const { httpUrl } = await start({ defects: ['garbage'] });
    expect(await call(httpUrl, 'GET', '/health')).toEqual({
      status: 200,
      body: {
        status: 'ok',
        systems: ['agent', 'broadcast', 'graph', 'pam', 'tasks'],
        uptimeSeconds: expect.any(Number),
        defects: ['garbage'],
      },
    });
  });

  it('lists all defects of the systems that run, and which are on', async () => {
    const { httpUrl } = await start({ defects: ['lose-output=3'] });
    const { status, body } = await call(httpUrl, 'GET', '/testbed/defects');
    expect(status).toBe(200);
    expect(body.defects.map(({ name }) => name)).toEqual(createCatalogue(usual).map(({ name }) => name));
    expect(on(body)).toEqual([['lose-output', 3]]);
  });

  it('replaces the set on the fly, for sockets that are open already', async () => {
    const { url, httpUrl } = await start({ defects: ['garbage'] });
    const client = await connect(url);
    const { status, body } = await call(httpUrl, 'PUT', '/testbed/defects', { defects: ['repeat-output=1', 'freeze'] });
    expect(status).toBe(200);
    expect(on(body)).toEqual([
      ['freeze', 5_000],
      ['repeat-output', 1],
    ]);
    await call(httpUrl, 'PUT', '/testbed/defects', { defects: ['repeat-output=1'] });
    expect(await client.run(print('a', 'b'))).toEqual(['a', 'a', 'b', 'b']);
    expect(on((await call(httpUrl, 'DELETE', '/testbed/defects')).body)).toEqual([]);
    expect(await client.run(print('a', 'b'))).toEqual(['a', 'b']);
  });

  it('answers an unknown defect and a bad value with 400, and changes nothing', async () => {
    const { httpUrl, defects } = await start({ defects: ['garbage'] });
    const unknown = await call(httpUrl, 'PUT', '/testbed/defects', { defects: ['leek-output'] });
    expect(unknown.status).toBe(400);
    expect(unknown.body.message).toMatch(/unknown defect "leek-output"; known are .*leak-output/);
    for (const body of [{ defects: ['refuse=200'] }, { defects: 'garbage' }, { defect: [] }, []]) {
      expect((await call(httpUrl, 'PUT', '/testbed/defects', body)).status).toBe(400);
    }
    expect(defects.active()).toEqual(['garbage']);
  });

  it('gives its statistics', async () => {
    const { url, httpUrl } = await start();
    const client = await connect(url);
    await client.run(print('a', 'b'));
    await client.close();
    await connect(url);
    expect((await call(httpUrl, 'GET', '/testbed/stats')).body).toEqual({
      openConnections: 1,
      openBySystem: { tasks: 1, broadcast: 0, pam: 0 },
      bufferedBytes: { total: 0, worst: 0 },
      runningTasks: 0,
      requestsInWork: 0,
      agentRequestsInWork: 0,
      connections: { accepted: 2, refused: 0 },
      tasks: { completed: 1, cancelled: 0, failed: 0, rejected: 0 },
      broadcast: { accepted: 0, deliveries: 0, cutOff: 0 },
      graph: { answered: 0, invalid: 0, refused: 0, abandoned: 0 },
      pam: { answered: 0, rejected: 0, abandoned: 0 },
      unauthorized: { missing: 0, malformed: 0, forged: 0, incomplete: 0, expired: 0 },
      agent: {},
      messagesSent: 3,
      messagesReceived: 1,
      closes: { 1005: 1 },
    });
  });
});

async function scrape(metricsUrl: string): Promise<{ text: string; values: Map<string, number> }> {
  const text = await (await fetch(metricsUrl)).text();
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return {
    text,
    values: new Map(samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))])),
  };
}

describe('GET /metrics', () => {
  it('counts what happened', async () => {
    const { url, metricsUrl, stats } = await start({ taskMs: 100 });
    await knock(url, '/nowhere');
    const done = await connect(url);
    await done.run(print('a', 'b'));
    done.send('nonsense');
    await done.next('error');
    done.webSocket.close(4001);
    const cut = await connect(url);
    cut.send(task(print('a')));
    await eventually(() => stats().runningTasks === 1);
    cut.webSocket.terminate();
    const open = await connect(url);
    open.send(task(print('a')));
    await eventually(() => stats().runningTasks === 1 && stats().openConnections === 1);

    const { values } = await scrape(metricsUrl);
    expect(Object.fromEntries([...values].filter(([name]) => name.startsWith('testbed_')))).toEqual({
      'testbed_open_connections{system="tasks"}': 1,
      'testbed_open_connections{system="broadcast"}': 0,
      'testbed_open_connections{system="pam"}': 0,
      testbed_buffered_bytes: 0,
      testbed_worst_buffered_bytes: 0,
      testbed_running_tasks: 1,
      testbed_graph_requests_in_work: 0,
      testbed_agent_requests_in_work: 0,
      'testbed_connections_total{result="accepted"}': 3,
      'testbed_connections_total{result="refused"}': 1,
      'testbed_tasks_total{result="completed"}': 1,
      'testbed_tasks_total{result="cancelled"}': 1,
      'testbed_tasks_total{result="failed"}': 0,
      'testbed_tasks_total{result="rejected"}': 1,
      testbed_broadcasts_total: 0,
      testbed_broadcast_deliveries_total: 0,
      testbed_broadcast_receivers_cut_off_total: 0,
      'testbed_graph_requests_total{result="answered"}': 0,
      'testbed_graph_requests_total{result="invalid"}': 0,
      'testbed_graph_requests_total{result="refused"}': 0,
      'testbed_graph_requests_total{result="abandoned"}': 0,
      'testbed_pam_messages_total{result="answered"}': 0,
      'testbed_pam_messages_total{result="rejected"}': 0,
      'testbed_pam_messages_total{result="abandoned"}': 0,
      'testbed_unauthorized_total{token="missing"}': 0,
      'testbed_unauthorized_total{token="malformed"}': 0,
      'testbed_unauthorized_total{token="forged"}': 0,
      'testbed_unauthorized_total{token="incomplete"}': 0,
      'testbed_unauthorized_total{token="expired"}': 0,
      testbed_messages_sent_total: 4,
      testbed_messages_received_total: 4,
      'testbed_closes_total{code="4001"}': 1,
      'testbed_closes_total{code="1006"}': 1,
    });
  });

  it('documents each of its own metrics, and carries the figures of the process', async () => {
    const { metricsUrl } = await start();
    const { text, values } = await scrape(metricsUrl);
    const documented = [...kernelMetrics, ...usual.flatMap(({ metrics = [] }) => metrics)];
    const shown = new Set(
      [...values.keys()].map((key) => key.replace(/\{.*/, '')).filter((name) => name.startsWith('testbed_')),
    );
    expect(shown.size).toBeGreaterThan(10);
    expect(documented.map(({ name }) => name)).toEqual(expect.arrayContaining([...shown]));
    for (const { name, help, type } of documented) {
      expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`);
    }
    for (const name of ['process_resident_memory_bytes', 'process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds']) {
      expect(values.get(name), name).toBeGreaterThanOrEqual(0);
    }
    expect(values.get('process_resident_memory_bytes')).toBeGreaterThan(20e6);
  });

  it('keeps two testbeds of one process apart', async () => {
    const [first, second] = [await start(), await start()];
    await connect(first.url);
    expect((await scrape(first.metricsUrl)).values.get('testbed_open_connections{system="tasks"}')).toBe(1);
    expect((await scrape(second.metricsUrl)).values.get('testbed_open_connections{system="tasks"}')).toBe(0);
  });
});
