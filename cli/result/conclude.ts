import type { Invalidity } from '../../lib/gate/verdict';
import { type Shortage, shortageOf, shortages } from '../../lib/metrics/shortages';
import { withFindings } from '../../lib/report/make-result';
import type { GeneratorFigures, Machine, Result } from '../../lib/report/result';
import { describeExit, type Exit } from '../k6/exit-words';
import { describeStop, type StopReason } from '../watch/overdue';
import { type CpuUse, measureCpuUse, saturationOf, type UsageSample } from '../watch/saturation';
import { type Throttling, throttlingDoubt } from '../watch/throttling';
import { unwatchedDoubt, withLoad } from '../watch/unwatched';
import { waitingDoubt } from '../watch/waiting';

/** What loadmark saw of a run from outside. */
export interface Observed {
  readonly exit: Exit;
  readonly stop: StopReason | undefined;
  readonly samples: readonly UsageSample[];
  /** Wall clock at which the samples' clock was 0. */
  readonly originMs: number;
  readonly cores: number;
  readonly throttling: Throttling;
  /** Share of this machine's CPU time that others got; null where it is unknown. */
  readonly stolenShare: number | null;
  readonly k6Version: string;
  readonly machine: Machine;
  /** The last errors in k6's log. */
  readonly lastErrors: readonly string[];
  /** Sockets that failed, by k6's log. */
  readonly failures: readonly string[];
  /** Why the result was made from the REST API's figures; undefined when it is k6's own. */
  readonly rescued: string | undefined;
}

/** Adds what was seen from outside to a run's result and judges it again. */
export function conclude(result: Result, observed: Observed): Result {
  const samples = withLoad(observed.samples, result, observed.originMs);
  const use = measureCpuUse(samples, observed.cores);
  const found = {
    generator: {
      ...result.generator,
      ...usageFigures(samples, use),
      stolenCpuShare: roundedOrNull(observed.stolenShare),
    },
    versions: { ...result.versions, k6: observed.k6Version },
    failures: observed.failures,
    k6ExitCode: observed.exit.code,
    machine: observed.machine,
  };
  const doubts = [
    ...endingDoubts(observed),
    ...[
      saturationOf(use, observed.cores),
      throttlingDoubt(observed.throttling, observed.cores),
      unwatchedDoubt(use, result),
      waitingDoubt(use, result),
    ].filter((doubt) => doubt !== undefined),
  ];
  const judged = withFindings(result, found, doubts);
  const isGreen = judged.verdict === 'PASS' || judged.verdict === 'WARNING';
  return isGreen && observed.exit.code === 99 ? withFindings(result, found, [...doubts, disagreement]) : judged;
}

/**
 * k6 was red where the limits are green: something was crossed that the record does not show, so green cannot be trusted. The other
 * way round, code 0 with a FAIL, the FAIL stands: the figures are the evidence, and thresholds can be switched off.
 */
const disagreement: Invalidity = {
  cause: 'no result',
  message:
    'k6 ended with exit code 99 (a threshold was crossed), but every limit of the record is kept: the two must agree. k6.log names the metric; thresholds of your own belong in LIMITS.',
};

function endingDoubts({ exit, stop, lastErrors, rescued }: Observed): Invalidity[] {
  const doubts: string[] = [];
  const words = describeExit(exit);
  if (stop) doubts.push(describeStop(stop));
  else if (words) doubts.push([`${words}.`, ...lastErrors.slice(-1)].join(' '));
  else if (rescued)
    doubts.push([`${rescued}, although it ended with exit code ${exit.code}.`, ...lastErrors.slice(-2)].join(' '));
  if (rescued)
    doubts.push(
      'k6 left no result: these are the last figures that its REST API gave, if any. It gives fewer statistics than a summary: percentiles 90 and 95 only, no counts of trends and rates.',
    );
  const lacked = rescued ? lastErrors.map(shortageOf).find((what) => what !== undefined) : undefined;
  return [
    ...doubts.map((message): Invalidity => ({ cause: 'no result', message })),
    // k6 needs a file for its result, too.
    ...(lacked ? [lackDoubt(lacked)] : []),
  ];
}

const lackDoubt = (what: Shortage): Invalidity => ({
  cause: 'generator',
  message: `By its log k6 lacked ${what}: ${shortages[what]}.`,
});

function usageFigures(
  samples: readonly UsageSample[],
  { peakShare, waitedShare }: CpuUse,
): Pick<GeneratorFigures, 'cpuSeconds' | 'peakCpuShare' | 'waitedShare' | 'peakMemoryMB'> {
  const last = samples.at(-1);
  return {
    cpuSeconds: last ? rounded(last.cpuMs / 1000) : null,
    peakCpuShare: roundedOrNull(peakShare),
    waitedShare: roundedOrNull(waitedShare),
    peakMemoryMB: last ? Math.round(Math.max(...samples.map(({ memoryMB }) => memoryMB))) : null,
  };
}

/** CPU time is counted in steps of 10 ms: more digits would be made up. */
const rounded = (value: number): number => Math.round(value * 100) / 100;
const roundedOrNull = (value: number | null): number | null => (value === null ? null : rounded(value));
