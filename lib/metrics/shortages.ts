/** What the generator's machine may lack when a connection fails before it reaches the target, by the tag `what`, and what to do. */
export const shortages = {
  'open files': 'raise the limit of open files (`ulimit -n`, LimitNOFILE) to twice the number of sockets',
  'outgoing ports':
    'widen net.ipv4.ip_local_port_range, reuse connections, or use more runners: each has its own ports',
  'name resolution': 'check the host in TARGET_URL, and the DNS of the machine that runs k6',
  'a route': "check the network between k6's machine and the target",
  memory: 'give the machine that runs k6 more memory, or use fewer users',
} as const;

export type Shortage = keyof typeof shortages;

/** In the words of Go and of the system. A function, because the five expressions take 20 KB of every VU. */
const makeWords = (): readonly (readonly [RegExp, Shortage])[] => [
  [/too many open files|no file descriptors available/i, 'open files'],
  [/cannot assign requested address|address already in use|no buffer space available/i, 'outgoing ports'],
  [/no such host|lookup .*(?:server misbehaving|i\/o timeout|no answer)|temporary failure in name/i, 'name resolution'],
  [/no route to host|network is unreachable|network is down/i, 'a route'],
  [/cannot allocate memory|out of memory/i, 'memory'],
];

let words: ReturnType<typeof makeWords> | undefined;

/** What an error says that the generator's own machine lacks; undefined for an error that the target, or the way to it, made. */
export function shortageOf(error: string): Shortage | undefined {
  words ??= makeWords();
  return words.find(([form]) => form.test(error))?.[1];
}
