import { expect, it } from 'vitest';
import { sockets } from '../../../lib/load/sockets';
import { figuresOf } from '../../../lib/scenario/facts';

it.each([
  ['1 users at once', '1 user at once'],
  ['51 users at once, 1 messages each', '51 users at once, 1 message each'],
  ['1 users of 21 sockets and 0.1 workers', '1 user of 21 sockets and 0.1 workers'],
])('says of a load described as %j that it is %j', (described, said) => {
  expect(figuresOf(sockets({ users: 2, describe: () => described })).describe).toBe(said);
});
