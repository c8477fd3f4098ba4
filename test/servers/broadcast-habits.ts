import { type HubHabits, type Member, toAll } from './broadcast-server';

/** Sends every broadcast to a client of another channel, too. */
export const leaky = (): HubHabits => ({
  fanOut(text, members, sender, all) {
    toAll(text, members);
    const stranger = all.find(({ channel }) => channel !== sender?.channel);
    if (stranger) toAll(text, [stranger]);
  },
});

/** Has room for this many clients, and closes the others. */
export function roomFor(clients: number): HubHabits {
  let open = 0;
  return {
    joins({ socket }) {
      open++;
      socket.on('close', () => open--);
      if (open > clients) socket.close(1013);
    },
  };
}

/** Waits for two broadcasts and sends them in one message. */
export function inPairs(): HubHabits {
  const kept = new Map<string, string>();
  return {
    fanOut(text, members, sender) {
      const channel = sender?.channel ?? '';
      const first = kept.get(channel);
      if (first === undefined) return void kept.set(channel, text);
      kept.delete(channel);
      toAll(`[${first},${text}]`, members);
    },
  };
}

/** Cuts a client off after this number of its broadcasts. */
export function cutsOff(after: number): HubHabits {
  const sent = new Map<Member, number>();
  return {
    fanOut(text, members, sender) {
      toAll(text, members);
      if (!sender) return;
      const count = (sent.get(sender) ?? 0) + 1;
      sent.set(sender, count);
      if (count === after) sender.socket.close(1011);
    },
  };
}

/** One receiver, which is not the broadcaster, hears everything later than the others. */
export const oneIsLate = (ms: number): HubHabits => ({
  fanOut(text, members, sender) {
    const [late, ...others] = members
      .filter((member) => member !== sender)
      .sort((one, other) => other.number - one.number);
    toAll(text, others);
    if (late) setTimeout(() => late.socket.readyState === 1 && toAll(text, [late]), ms);
  },
});

/** Every n-th client never hears anything, the first ones excepted. */
export const deaf = (every: number, first = 15): HubHabits => ({
  fanOut: (text, members) =>
    toAll(
      text,
      members.filter(({ number }) => number < first || number % every !== 0),
    ),
});

/** Says again to each who comes what was broadcast last; live ones come so much later. */
export function replays(count: number, liveAfterMs: number): HubHabits {
  const past = new Map<string, string[]>();
  const joinedMs = new WeakMap<Member, number>();
  return {
    joins(member) {
      joinedMs.set(member, Date.now());
      for (const text of past.get(member.channel)?.slice(-count) ?? []) member.socket.send(text);
    },
    fanOut(text, members, sender) {
      const channel = sender?.channel ?? '';
      past.set(channel, [...(past.get(channel) ?? []), text].slice(-100));
      toAll(
        text,
        members.filter((member) => Date.now() - (joinedMs.get(member) ?? 0) >= liveAfterMs),
      );
    },
  };
}

/** Refuses what is posted, with this status and body. */
export const refuses = (status: number, body: string): HubHabits => ({
  posted(response) {
    response.writeHead(status, { 'Content-Type': 'application/json' }).write(body);
    return false;
  },
});

/** Loses a third for clients that have come back. */
export const losesAfterReconnect = (first = 15): HubHabits => ({
  fanOut(text, members) {
    const isLost = Number(/M(\d+);/.exec(text)?.[1]) % 3 === 0;
    toAll(
      text,
      members.filter(({ number }) => number < first || !isLost),
    );
  },
});
