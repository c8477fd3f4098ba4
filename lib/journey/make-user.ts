import type { JourneyLoad } from '../load/journey-load';
import { thinkOf } from '../load/journey-users';
import { drawn } from '../load/request-load';
import { type AskOptions, ask } from './ask';
import type { Ask, JourneyUser, OwnMetrics } from './journey-user';
import { recordCheck, recordOwn } from './own-figures';
import type { Method } from './request-options';
import type { Traveller } from './traveller';

/** What a journey sees of a user. */
export function makeUser(
  traveller: Traveller,
  load: JourneyLoad,
  metrics: OwnMetrics,
): JourneyUser<string, OwnMetrics> {
  // What an answer is read as depends on `read`, which the compiler does not follow into the body of a function.
  const by = (method: Method) =>
    ((path: string, options: AskOptions = {}) => ask(traveller, method, path, options)) as Ask;
  return {
    index: traveller.index,
    run: traveller.owner.run,
    get turn() {
      return traveller.owner.task;
    },
    get: by('GET'),
    post: by('POST'),
    put: by('PUT'),
    patch: by('PATCH'),
    delete: by('DELETE'),
    head: by('HEAD'),
    options: by('OPTIONS'),
    once: <T>(name: string, act: () => Promise<T>) => traveller.once(name, act),
    forget: (name) => traveller.forget(name),
    think: (length) => traveller.wait(drawn(length === undefined ? load.thinkMs : thinkOf(length))),
    marker: () => traveller.marker(),
    owns: (read) => ownsIn(traveller, read),
    check: recordCheck,
    record: (name, value) => recordOwn(metrics, name, value),
  };
}

/** What was read last has its text at hand. */
function ownsIn({ lastRead, prefix }: Traveller, read: unknown): boolean {
  const text = lastRead.value === read ? lastRead.text : textOf(read);
  return text.includes(prefix);
}

const textOf = (read: unknown): string => (typeof read === 'string' ? read : (JSON.stringify(read) ?? ''));
