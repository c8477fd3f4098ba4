import type { IncomingMessage } from 'node:http';
import { answer, type ChatHabits, type Said, userOf } from './chat-server';

const isMessage = ({ type }: Said): boolean => type === 'message';

/** Opens a session by cookie on a valid token; after that the cookie is enough. */
export function sessionByCookie({ checksExpiry = true } = {}): ChatHabits {
  const sessions = new Map<string, string>();
  const admit = (request: IncomingMessage) => {
    const [, session] = /sid=(\w+)/.exec(request.headers.cookie ?? '') ?? [];
    return sessions.get(session ?? '') ?? userOf(request, checksExpiry);
  };
  return {
    admit,
    headers(user) {
      const session = `s${sessions.size}`;
      sessions.set(session, user);
      return [`Set-Cookie: sid=${session}; Path=/`];
    },
  };
}

/** 400 for what is no token at all, and 401 for one that is not good. */
export const badRequest = (): ChatHabits => ({
  admit: (request) =>
    /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/.test(request.headers.authorization ?? '') ? userOf(request) : 400,
});

/** Handshakes one after the other, each of which takes a while. */
export function slowHandshake(ms: number): ChatHabits {
  let free = 0;
  return {
    delay(open) {
      free = Math.max(free, Date.now()) + ms;
      setTimeout(open, free - Date.now());
    },
  };
}

/** Every answer has the words of the answer before. */
export function offByOne(): ChatHabits {
  const before = new WeakMap<object, string>();
  return {
    hear(send, said, user) {
      answer(send, isMessage(said) ? { ...said, content: before.get(user) ?? 'Hello.' } : said, user);
      if (isMessage(said)) before.set(user, said.content);
    },
  };
}

/** Answers with another text. */
export const answering = (text: (said: Said) => string): ChatHabits => ({
  hear(send, said, user) {
    if (!isMessage(said)) return answer(send, said, user);
    user.said.push(said.content);
    send({ type: 'response', id: said.id, content: text(said) });
  },
});

/** Streams its answers in small parts, the marker among them. */
export const streaming = (): ChatHabits => ({
  hear(send, said, user) {
    if (!isMessage(said)) return answer(send, said, user);
    const parts = `You said: ${said.content} How nice.`.match(/.{1,7}/g) ?? [];
    const next = () => {
      const content = parts.shift();
      if (content === undefined) return;
      send({ type: 'response', id: said.id, content });
      // One after the other: timers of several lengths do not always end in order.
      setTimeout(next, 1);
    };
    next();
  },
});

/** Repeats the question, says the whole text again with each of four outputs, and greets with what was said before. */
export const talkative = (): ChatHabits => ({
  greet: (send, { said }) => send({ type: 'welcome', last: said.slice(-5) }),
  hear(send, said, user) {
    if (!isMessage(said)) return answer(send, said, user);
    user.said.push(said.content);
    const content = `> ${said.content}\n\nYou said: ${said.content}`;
    for (let part = 0; part < 4; part++) send({ type: 'response', id: said.id, content });
  },
});

/** Knows no history, and takes a while for its answers. */
export const withoutHistory = (): ChatHabits => ({
  hear(send, said, user) {
    if (isMessage(said)) setTimeout(() => answer(send, said, user), 300);
    else send({ type: 'error', message: `unknown type "${said.type}"` });
  },
});

/** One user of all is always late. */
export function oneIsLate(ms: number): ChatHabits {
  let late: object | undefined;
  return {
    hear(send, said, user) {
      late ??= user;
      setTimeout(() => answer(send, said, user), user === late ? ms : 0);
    },
  };
}
