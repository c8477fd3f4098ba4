import { countOf, partsOf, type Reading } from '../gate/reading';
import type { LeakPair } from '../isolation/leak-pair';
import type { Unit } from '../metrics/catalogue';
import { describeBreakingPoint } from './breaking-point';
import { formatValue } from './format';
import { journeyIsolation } from './journeys';
import { oncePer } from './once-per';
import type { Result } from './result';

/** A line of a report below its limits. */
export type Detail = readonly [label: string, text: string];

/** What a reader of the verdict wants to know apart from the limits. What was not measured is left out. */
export const detailsOf = oncePer((result: Result): Detail[] => {
  const { figures, generator } = result;
  const { connect_time, ws_connecting } = figures;
  // k6 counts attempts that failed in ws_connecting.
  const handshake = figures.connect_ok?.rate === 1 ? 'connect time' : 'connect time, failures included';
  const lines: [string, ...Part[]][] = [
    ['outcomes', ...outcomes(result)],
    [
      'closed by the target',
      ...partsOf(figures, 'target_closes', 'code').map(([code, count]) => `code ${code}: ${count}`),
    ],
    ['failures, for example', result.failures.join('; ')],
    connect_time
      ? ['connect time', ...times(connect_time, ['min', 'max', 'avg', 'med']), deviation(connect_time, figures)]
      : [handshake, ...times(ws_connecting, usual)],
    ['task time', ...times(figures.task_time, usual)],
    ['first byte', ...times(figures.first_byte_time, usual)],
    ['message time', ...times(figures.message_time, ['min', 'avg', 'p(95)', 'p(99)', 'max'])],
    ['messages', ...messages(figures)],
    ['histories', histories(figures)],
    ['pings', figures.pings_sent && `${countOf(figures, 'pings_answered')} of ${figures.pings_sent.count} answered`],
    ['publications', ...publications(figures)],
    ['calls before', ...calls(figures, 'before')],
    ['calls after', ...calls(figures, 'after')],
    ['journeys', ...journeys(figures)],
    ['requests', ...requests(figures)],
    ['rows', ...rows(figures)],
    [
      'redirects followed',
      ...partsOf(figures, 'redirects_followed', 'name').map(([name, count]) => `${name} ${count}`),
    ],
    ['in flight', ...flights(result)],
    ['response time', ...times(figures.response_time, usual)],
    ['of it connecting', ...connecting(figures)],
    ['breaking point', result.breakingPoint ? describeBreakingPoint(result.breakingPoint) : ''],
    ['isolation', ...isolation(result)],
    ['leaks, for example', ...(result.isolation?.examples ?? []).map(whoGotWhose)],
    [
      'generator',
      part('lag p(95)', generator.lagP95Ms, 'ms'),
      part('peak CPU', generator.peakCpuShare, 'share'),
      part('peak memory', generator.peakMemoryMB, 'MB'),
      part('CPU stolen by other machines', worthTelling(generator.stolenCpuShare), 'share'),
    ],
    [
      'target',
      part('peak memory', figures.target_memory?.max, 'MB'),
      part('peak CPU', figures.target_cpu?.max, 'share'),
      // Looked at once a second: a short connection leaves no trace.
      part('peak connections', figures.target_connections?.max || null, 'count'),
      figures.scrapes_failed?.count ? `${figures.scrapes_failed.count} scrapes failed` : undefined,
    ],
  ];
  lines.push(
    [
      'left behind',
      countOf(figures, 'clean_up_failed') > 0
        ? "what the run made in the target was not removed: k6's log says why"
        : '',
    ],
    ['proxy', result.proxy ? `the load went through ${result.proxy}, whose time is in every figure` : ''],
    ['k6 variables', ...(result.k6Variables ?? [])],
  );
  return lines.map(([label, ...parts]): Detail => [label, parts.filter(Boolean).join(', ')]).filter(([, text]) => text);
});

/** Undefined or empty: not measured. */
type Part = string | undefined;

const part = (name: string, value: number | null | undefined, unit: Unit): Part =>
  value == null ? undefined : `${name} ${formatValue(value, unit)}`;

/** Counts by what they are of. */
const inWords = (counts: readonly (readonly [what: string, count: number])[]): string[] =>
  counts.map(([what, count]) => `${what}: ${count}`);

/** A little is stolen on every shared machine. From here on it shows in the slow percentiles, the target's too where it runs on k6's machine. */
const worthTelling = (stolenShare: number | null): number | null =>
  stolenShare !== null && stolenShare >= 0.05 ? stolenShare : null;

/** Ways in which a request fails that a target which works has no part in. */
const unanswered: ReadonlySet<string> = new Set([
  'timed out',
  'connection refused',
  'connection closed',
  'connection failed',
  'no answer',
]);

function requests(figures: Result['figures']): Part[] {
  const [all, served = 0, unsent] = ['requests', 'served', 'requests_unsent'].map((name) => countOf(figures, name));
  if (!all) return [];
  const expected = figures.answer_ok?.passes ?? served;
  const late = expected - served;
  const failed = partsOf(figures, 'requests_failed', 'what');
  return [
    `${all}`,
    `${expected === all ? 'all' : expected} as expected${late > 0 ? ` (${late} of them after the time of the load)` : ''}`,
    ...inWords(failed),
    unsent ? `never sent: ${unsent}` : '',
    failed.some(([what]) => unanswered.has(what)) ? 'so the target was down or hung for a part of the run' : '',
  ];
}

/** How many rows with an owner were read, and what became of the written rows. */
function rows(figures: Result['figures']): Part[] {
  const of = (name: string) => countOf(figures, name);
  const [checked, written, updates] = [of('rows_checked'), of('rows_written'), of('updates_made')];
  const kinds = [
    ['lost', of('rows_lost')],
    ['twice', of('rows_repeated')],
    ['torn', of('rows_torn')],
  ] as const;
  return [
    checked > 0 ? `${checked} read, ${of('foreign_rows') || 'none'} of another tenant` : '',
    written > 0 ? `${written} written` : '',
    ...inWords(kinds.filter(([, count]) => count > 0)),
    updates > 0 ? `${updates} updates, ${of('updates_lost') || 'none'} lost` : '',
  ];
}

/** Complete journeys, and their time without think time. */
function journeys({ journey_ok, journey_time }: Result['figures']): Part[] {
  const { passes = 0, fails = 0 } = journey_ok ?? {};
  if (passes + fails === 0) return [];
  return [
    `${passes + fails}`,
    `${fails === 0 ? 'all' : passes} to their end`,
    ...(passes > 0 ? times(journey_time, usual) : []),
  ];
}

/** On average and at most: of each level of a ladder, by their order, or of all workers. */
function flights({ figures, load }: Result): Part[] {
  const said = (key: string) => {
    const [mean, most] = [figures[key]?.avg, figures[`most_${key}`]?.max];
    return mean && most ? `${formatValue(mean, 'count')} of ${most}` : undefined;
  };
  const levels = Object.keys(figures).filter((key) => key.startsWith('in_flight{level:'));
  if (levels.length === 0) return figures.in_flight?.count ? [said('in_flight'), `by ${load.users} workers`] : [];
  const named = levels.map((key) => [figures[`most_${key}`]?.max ?? 0, key] as const).sort(([a], [b]) => a - b);
  return named.map(([, key]) => said(key) && `${key.slice('in_flight{level:'.length, -1)} ${said(key)}`);
}

const usual = ['med', 'p(95)', 'max'];

/** What became of messages that failed, and a habit that is not the usual one. */
function messages(figures: Result['figures']): Part[] {
  const failed = inWords(partsOf(figures, 'messages_failed', 'what'));
  const copies = figures.answer_copies?.value;
  return [...failed, copies ? `each answer comes ${copies} times` : ''];
}

function histories(figures: Result['figures']): Part {
  const [asked, shown] = [countOf(figures, 'histories_asked'), countOf(figures, 'histories_shown')];
  return shown < asked ? `${shown} of ${asked} shown; the others are not judged` : '';
}

const publications = (figures: Result['figures']): Part[] => {
  const refused = countOf(figures, 'publications_refused');
  if (refused === 0) return [];
  return [
    `${refused} of ${countOf(figures, 'broadcasts_sent')} refused`,
    ...inWords(partsOf(figures, 'publications_refused', 'what')),
  ];
};

/** HTTP calls ahead of sockets, or behind them. */
function calls(figures: Result['figures'], which: 'before' | 'after'): Part[] {
  const [all, failed] = [`${which}_calls`, `${which}_failed`].map((name) => countOf(figures, name));
  if (!all) return [];
  const whats = inWords(partsOf(figures, `${which}_failed`, 'what'));
  const took = which === 'before' ? times(figures.before_time, usual) : [];
  return [failed ? `${failed} of ${all} failed` : `all ${all} as expected`, ...whats, ...took];
}

/** k6 fills a trend without samples with zeros where a threshold names it. */
const times = (reading: Reading | undefined, statistics: readonly string[]): Part[] =>
  reading?.count === 0 ? [] : statistics.map((name) => part(name, reading?.[name], 'ms'));

/** What response times have in them until a connection was there: k6's `blocked` is the wait for one, connect and TLS among it. */
function connecting({ response_time, ...figures }: Result['figures']): Part[] {
  const { http_req_blocked: blocked, http_req_duration: exchange } = figures;
  if (!response_time?.count || !blocked || !exchange) return [];
  const { avg = 0 } = blocked;
  return [
    part('on average', avg / (avg + (exchange.avg ?? 0) || 1), 'share'),
    part('max', blocked.max, 'ms'),
    part('connect max', figures.http_req_connecting?.max || null, 'ms'),
    part('TLS max', figures.http_req_tls_handshaking?.max || null, 'ms'),
  ];
}

/** Of a sample, as document 000's benchmark takes it. */
function deviation({ avg = 0, count = 0 }: Reading, figures: Result['figures']): Part {
  const squares = countOf(figures, 'connect_time_squares') - count * avg ** 2;
  return count > 1 ? part('stdev', Math.sqrt(Math.max(0, squares) / (count - 1)), 'ms') : undefined;
}

function outcomes({ outcomes, refusals, figures }: Result): Part[] {
  const kinds = Object.entries(outcomes);
  if (kinds.every(([kind]) => kind === 'done')) return [];
  const by: (readonly [string, number])[] = [
    ...Object.entries(refusals).map(([status, count = 0]) => [`HTTP ${status}`, count] as const),
    ...partsOf(figures, 'streams_refused', 'what'),
    ['for the call before', countOf(figures, 'before_failed')],
  ];
  const told = by.reduce((sum, [, count]) => sum + count, 0);
  by.push(['no HTTP answer', (outcomes.refused ?? 0) - told]);
  const refused = ` (${inWords(by.filter(([, count]) => count > 0)).join(', ')})`;
  const [due, answered] = ['messages_due', 'messages_answered'].map((name) => countOf(figures, name));
  // A user that has connected and has had every answer waits for one thing more.
  const timedOut =
    due && due === answered && figures.connect_ok?.rate === 1
      ? ' (every message was answered, the history that the users asked for was not)'
      : '';
  const why: Readonly<Record<string, string>> = { refused, 'timed-out': timedOut };
  return kinds.map(([kind, count]) => `${kind} ${count}${why[kind] ?? ''}`);
}

/** How often the target says what it was given, where that is not once. */
function habit({ outcomes, figures }: Result, own: number): Part {
  const { min = 1, max = 1 } = figures.marker_habit ?? {};
  if (max > 1)
    return `the target says each marker ${min === max ? max : `${min} to ${max}`} times: one that comes less often is lost, one that comes more often is repeated`;
  // Chats compare none: there is no such figure. What came from others only has nothing to compare.
  return figures.markers_compared?.count === 0 && own > 0 && outcomes.done
    ? 'compared with no habit of the target: its tasks repeat their markers, each in its own way'
    : '';
}

function isolation(result: Result): Part[] {
  const { isolation, figures } = result;
  if (!isolation) return journeyIsolation(figures);
  const { checked, foreign, foreignRateBelow, examples: _, ...others } = isolation;
  const proof = foreignRateBelow === null ? '' : `: rate below ${formatValue(foreignRateBelow, 'count')}`;
  const found = Object.entries(others).map(([kind, count]) => (count > 0 ? `${count} ${kind}` : ''));
  return [
    `${checked} markers checked`,
    `${foreign} foreign${proof}`,
    ...found,
    habit(result, checked - foreign - others.stale),
    ...journeyIsolation(figures),
  ];
}

const whoGotWhose = (pair: LeakPair): string => `user ${pair.receiver} received a marker of ${originOf(pair)}`;

function originOf({ receiver, owner, ofAnotherRun }: LeakPair): string {
  if (owner === undefined) return 'unknown origin';
  if (ofAnotherRun) return `user ${owner} of another run`;
  return owner === receiver ? 'another task of its own' : `user ${owner}`;
}
