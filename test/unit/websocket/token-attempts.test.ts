import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokenKinds } from '../../../lib/auth/token-kinds';
import { dialect } from '../../../lib/websocket/dialect/dialect';
import { tokenAttempts } from '../../../lib/websocket/flows/token-attempts';
import { pam } from '../../../systems/pam';
import { resetSamples, samplesOf } from '../../stubs/k6-metrics';
import { type Call, playWith, type Script } from '../../stubs/k6-ws';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';

beforeEach(() => {
  resetSamples();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const answering: Script = {
  status: 101,
  answer: (message) => JSON.stringify({ type: 'response', id: JSON.parse(message).id, content: 'Yes.' }),
};

const kindsOf = (metric: string) => samplesOf(metric).map(({ tags }) => tags?.token);
const tokenOf = ({ headers }: Call) => headers.Authorization?.replace('Bearer ', '');

/** @param play what each connection sees, by the index of its kind of token. */
async function attempt(play: (index: number) => Script, environment: Record<string, string> = { JWT_SECRET: 'x' }) {
  setEnvironment({ TARGET_URL: 'ws://target', ...environment });
  const calls: Call[] = [];
  playWith((call) => play(calls.push(call) - 1));
  await tokenAttempts(pam)(madeLoad(), { run: 'R4N0' });
  return calls;
}

describe('attempts with every kind of token', () => {
  it('finds the valid one let in and all others refused', async () => {
    const calls = await attempt((index) => (index === 0 ? answering : { status: 401 }));
    expect(new Set(calls.map(tokenOf)).size).toBe(tokenKinds.length);
    // The cookies of an attempt must not let in the next one.
    expect(new Set(calls.map(({ jar }) => jar ?? 'of the VU')).size).toBe(tokenKinds.length);
    expect(calls.map(({ jar }) => jar)).not.toContain(undefined);
    expect([kindsOf('tokens_tried'), kindsOf('tokens_let_in'), kindsOf('tokens_refused')]).toEqual([
      tokenKinds,
      ['valid'],
      tokenKinds.slice(1),
    ]);
    expect(console.warn).not.toHaveBeenCalled();
  });

  it('finds each kind that is let in, and says which, without the token', async () => {
    const calls = await attempt(() => answering);
    expect([kindsOf('tokens_let_in'), kindsOf('tokens_refused')]).toEqual([tokenKinds, []]);
    const said = vi.mocked(console.warn).mock.calls.flat().join('\n');
    for (const kind of tokenKinds.slice(1)) expect(said).toContain(`${kind} token: let in (a message was answered)`);
    for (const token of calls.map(tokenOf)) if (token) expect(said).not.toContain(token);
  });

  it.each<[string, Script]>([
    ['a status that is no word about the token', { status: 503 }],
    ['no answer to the handshake', { status: 0 }],
    ['no answer to the message', { status: 101 }],
    ['an error event and no close', { status: 101, answer: () => '{"type":"error","message":"busy"}' }],
    ['a close that says nothing about the token', { status: 101, closeCode: 1011 }],
    ['garbage', { status: 101, answer: () => 'no' }],
  ])('takes %s for neither', async (_what, script) => {
    await attempt((index) => (index === 0 ? answering : script));
    expect([kindsOf('tokens_let_in'), kindsOf('tokens_refused')]).toEqual([['valid'], []]);
  });

  it('takes a close with 4401 before any answer for a refusal', async () => {
    await attempt((index) => (index === 0 ? answering : { status: 101, closeCode: 4401 }));
    expect(kindsOf('tokens_refused')).toEqual(tokenKinds.slice(1));
  });

  it('tries nothing else if the valid token gets no answer: refusals would prove nothing', async () => {
    await attempt(() => ({ status: 503 }));
    expect(kindsOf('tokens_tried')).toEqual(['valid']);
  });

  it('leaves the expired one out if the secret is not known', async () => {
    await attempt((index) => (index === 0 ? answering : { status: 401 }), { LOAD_TEST_TOKEN: 'shared' });
    expect(kindsOf('tokens_tried')).toEqual(tokenKinds.filter((kind) => kind !== 'expired'));
  });

  it('puts tokens into the query if TOKEN_IN says so', async () => {
    const calls = await attempt((index) => (index === 0 ? answering : { status: 401 }), {
      LOAD_TEST_TOKEN: 'shared',
      TOKEN_IN: 'query',
    });
    expect(calls.slice(0, 2).map(({ url, headers }) => ({ url, headers }))).toEqual([
      { url: 'ws://target/api/v1/pam?token=shared', headers: {} },
      { url: 'ws://target/api/v1/pam', headers: {} },
    ]);
  });

  it('refuses a protocol that says the token after the handshake, and takes one that has headers', async () => {
    expect(() => tokenAttempts({ ...pam, ...dialect({ enter: () => ({ kind: 'in' }) }) })).toThrow(
      /"pam" has a dialect/,
    );
    setEnvironment({ TARGET_URL: 'ws://target', JWT_SECRET: 'x' });
    const origins: (string | undefined)[] = [];
    playWith(({ headers }) => {
      origins.push(headers.Origin);
      return answering;
    });
    await tokenAttempts({ ...pam, ...dialect({ headers: () => ({ Origin: 'https://app' }) }) })(madeLoad(), {
      run: 'R4N0',
    });
    expect(origins).toEqual(tokenKinds.map(() => 'https://app'));
  });
});
