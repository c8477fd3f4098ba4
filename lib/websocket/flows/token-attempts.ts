import http from 'k6/http';
import ws from 'k6/ws';
import { type Admission, type Attempt, judgeAttempt } from '../../auth/admission';
import { aToken, bearing } from '../../auth/token';
import { makeToken, type TokenKind, tokenKinds } from '../../auth/token-kinds';
import { lastAnswersMs, socketUrl } from '../../environment/target';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { eachUser, type User } from '../../load/users';
import { counter } from '../../metrics/recorders';
import { recordShortage } from '../../runtime/shortage';
import { knockedAtSocket } from '../dialect/knocked-at';
import { type Speaker, saidTo, speakerOf } from '../dialect/speaker';
import type { ChatProtocol } from '../protocols/chat-protocol';
import { readEvent } from '../protocols/read-event';

const tokensTried = counter('tokens_tried');
const tokensLetIn = counter('tokens_let_in');
const tokensRefused = counter('tokens_refused');

/** Surprises that each VU writes to the log; the metrics count them all. */
const loggedPerVu = 6;
let logged = 0;

/**
 * Each user tries to get in with every kind of token, one after the other. Uses `k6/ws`, which blocks the VU but gives the status of a
 * refused handshake, as `k6/websockets` does not.
 * @throws Error, before any load, for a protocol whose users have no token, or say it in a dialect: such an attempt would never be let in.
 */
export function tokenAttempts(protocol: ChatProtocol): VuFunction<SocketLoad> {
  if (!protocol.claims)
    throw new Error(`tokenAttempts: the protocol "${protocol.name}" has no claims, so its users have no token to try.`);
  if (protocol.speech)
    throw new Error(
      `tokenAttempts: the protocol "${protocol.name}" has a dialect with something to say on the socket. Only tokens in the handshake can be tried.`,
    );
  const run = eachUser(async (user) => {
    for (const kind of tokenKinds) {
      const admission = tryKind(kind, user, protocol);
      // A target that lets no user in says nothing about tokens.
      if (kind === 'valid' && admission === 'neither') return;
    }
  });
  return Object.assign(
    knockedAtSocket(protocol, (speaker) => saidTo(protocol.path, speaker), run, true),
    { needs: aToken },
  );
}

/** @returns undefined if this kind of token cannot be made. */
function tryKind(kind: TokenKind, user: User, protocol: ChatProtocol): Admission | undefined {
  const token = makeToken(kind, protocol.claims?.(user.index, user.run) ?? {});
  if (typeof token === 'object') return undefined;
  const tags = { token: kind };
  tokensTried.add(1, tags);
  const attempt = connect(speakerOf(user, 0, { token, room: protocol.room?.(user.index, user.run) }), protocol);
  const admission = judgeAttempt(kind, attempt);
  if (admission === 'let in') tokensLetIn.add(1, tags);
  if (admission === 'refused') tokensRefused.add(1, tags);
  if (admission !== (kind === 'valid' ? 'let in' : 'refused') && logged++ < loggedPerVu)
    console.warn(`user ${user.index}, ${kind} token: ${admission} (${describeAttempt(attempt)})`);
  return admission;
}

function connect(speaker: Speaker, protocol: ChatProtocol): Attempt {
  const { path, headers } = bearing(saidTo(protocol.path, speaker), speaker.token, protocol.token);
  const { name, subprotocols = [] } = protocol;
  const params = {
    headers: {
      ...protocol.headers?.(speaker),
      ...headers,
      ...(subprotocols.length > 0 && { 'Sec-WebSocket-Protocol': subprotocols.join(', ') }),
    },
    tags: { name },
    // The cookie of a session that a valid token opened would let in the tokens after it.
    jar: new http.CookieJar(),
  };
  let answered = false;
  let closeCode: number | undefined;
  const { status, error } = ws.connect(socketUrl(path), params, (socket) => {
    let closing = false;
    const close = () => {
      closing = true;
      socket.close();
    };
    socket.setTimeout(close, lastAnswersMs());
    socket.on('open', () => socket.send(protocol.message(`${speaker.run}-${speaker.index}`, 'Am I let in?', speaker)));
    socket.on('message', (message) => {
      if (readEvent(protocol, message, speaker).kind !== 'answer') return;
      answered = true;
      close();
    });
    socket.on('close', (code) => {
      if (!closing) closeCode = code;
    });
  });
  if (status === 0) recordShortage(error);
  return { status, answered, closeCode };
}

function describeAttempt({ status, answered, closeCode }: Attempt): string {
  if (status !== 101) return status === 0 ? 'the handshake was not answered' : `HTTP ${status}`;
  if (answered) return 'a message was answered';
  return closeCode === undefined ? 'no message was answered' : `closed with ${closeCode}`;
}
