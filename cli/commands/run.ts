import { InvalidArgumentError, Option } from 'commander';
import { variables } from '../../lib/environment/variables';
import { parseDuration } from '../duration';
import { findProject, type Project } from '../project/project';
import { runInProject } from '../run/run-in-project';
import { type EnvironmentName, environmentNames, localTarget } from '../target-guard';
import { type AddCommand, formatExamples } from './context';

interface RunOptions {
  readonly target?: string;
  readonly metrics?: string;
  readonly env: EnvironmentName;
  readonly iKnowThisIsProduction?: true;
  readonly users?: string;
  readonly iterations?: string;
  readonly messages?: string;
  readonly limits?: string;
  readonly strict?: true;
  readonly variable?: readonly string[];
  readonly results?: string;
  readonly timeout?: number;
  readonly attempts: number;
  readonly preflight: boolean;
  readonly k6?: string;
  readonly json?: true;
  readonly quiet?: true;
}

const examples = formatExamples([
  ['loadmark run ws-50', 'against the system on this machine'],
  ['loadmark run ws-50 --metrics http://127.0.0.1:8000/metrics', 'rows about memory and CPU too'],
  ['loadmark run ws-50 --env staging --target wss://staging.example.org', 'against another system'],
  ['loadmark run ws-50 --users 200 --limits "A02>0.95"', 'a larger load, a stricter bound'],
  ['loadmark run load/orders.ts', 'a scenario of your own'],
  ['loadmark run dist/ws-50.js --json > result.json', 'a bundle as it is, for a pipeline'],
]);

const exitCodes =
  '\nExit codes: 0 PASS or WARNING, 99 FAIL (with --strict also WARNING), 3 INVALID, 2 nothing was sent: wrong usage, or no target.';

export const addRun: AddCommand = (program, { terminal, exit }) => {
  program
    .command('run')
    .description('Run a scenario on k6, watch over it, and judge it.')
    .argument('<name|file>', 'name or file of a scenario (bundled first), or a bundle (used as it is)')
    .option(
      '--target <url>',
      `the system under test (TARGET_URL; by default that of loadmark.config.ts, with --env local else ${localTarget})`,
    )
    .option('--metrics <url>', "the target's Prometheus endpoint (METRICS_URL; without it some rows are SKIPPED)")
    .addOption(new Option('--env <name>', 'whose system the target is').choices(environmentNames).default('local'))
    .option('--i-know-this-is-production', 'needed with --env production')
    .option('--users <n>', 'users, each with one socket (LOAD_TEST_USERS)', readableAs('LOAD_TEST_USERS'))
    .option(
      '--iterations <n>',
      'how often each user repeats its work (LOAD_TEST_ITERATIONS)',
      readableAs('LOAD_TEST_ITERATIONS'),
    )
    .option('--messages <n>', 'outputs that each task asks for (LOAD_TEST_MESSAGES)', readableAs('LOAD_TEST_MESSAGES'))
    .option('--limits <bounds>', 'your own bounds, such as "A02>0.95; task_time:p(95)<2000" (LIMITS)')
    .option('--strict', 'a WARNING fails, a SKIPPED row makes the run INVALID (STRICT)')
    .option('-e, --variable <NAME=VALUE>', 'any other variable of the script; can be repeated', collect)
    .option('--results <folder>', 'where the record goes (RESULTS_DIR; by default results/<time>-<name>)')
    .option('--timeout <duration>', 'what the run may take, such as 90s or 5m; by default what its script says', toMs)
    .option('--attempts <n>', 'at most n runs, 1 to 9, while k6 is the bottleneck', toAttempts, 1)
    .option('--no-preflight', 'send the load without a look whether the target is there')
    .option('--k6 <path>', 'the k6 to run (LOADMARK_K6; by default .k6/k6, then PATH)')
    .option('--json', 'the record as JSON on standard output, instead of text')
    .option('--quiet', 'no progress and no warnings, only the verdict')
    .addHelpText('after', examples)
    .addHelpText('after', exitCodes)
    .action(async (script: string, options: RunOptions) =>
      exit(await runInProject(toRequest(script, options, await findProject()), terminal)),
    );
};

const toRequest = (script: string, options: RunOptions, project: Project) => ({
  script,
  project,
  environmentName: options.env,
  confirmedProduction: options.iKnowThisIsProduction === true,
  settings: {
    TARGET_URL: options.target,
    METRICS_URL: options.metrics,
    LOAD_TEST_USERS: options.users,
    LOAD_TEST_ITERATIONS: options.iterations,
    LOAD_TEST_MESSAGES: options.messages,
    LIMITS: options.limits,
    STRICT: options.strict && 'true',
    RESULTS_DIR: options.results,
  },
  pairs: options.variable ?? [],
  k6: options.k6,
  timeoutMs: options.timeout,
  attempts: options.attempts,
  preflight: options.preflight,
  json: options.json === true,
  quiet: options.quiet === true,
});

/** Looked at here, so that an error names the option and not the variable that it stands for. */
const readableAs =
  (name: 'LOAD_TEST_USERS' | 'LOAD_TEST_ITERATIONS' | 'LOAD_TEST_MESSAGES') =>
  (text: string): string => {
    if (variables[name].read(text) === undefined)
      throw new InvalidArgumentError(`Expected ${variables[name].expects}.`);
    return text;
  };

const collect = (value: string, values: readonly string[] = []): string[] => [...values, value];

function toAttempts(text: string): number {
  if (!/^[1-9]$/.test(text)) throw new InvalidArgumentError('Expected a number from 1 to 9.');
  return Number(text);
}

function toMs(text: string): number {
  const ms = parseDuration(text);
  if (!ms) throw new InvalidArgumentError('Expected a duration such as 90s, 5m or 1h30m.');
  return ms;
}
