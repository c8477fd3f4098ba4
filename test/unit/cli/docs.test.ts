import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { oldestGo } from '../../../cli/k6/go';
import { oldestVersion } from '../../../cli/k6/version';
import { createProgram } from '../../../cli/main';
import { patienceMs } from '../../../cli/preflight/preflight';
import { localTarget } from '../../../cli/target-guard';
import { allowanceMs, endingMs } from '../../../cli/watch/overdue';
import { hotForMs, hotShare, shortestLoadMs } from '../../../cli/watch/saturation';
import { interruptionSteps, watchdogSteps } from '../../../cli/watch/stop';
import { throttledPart } from '../../../cli/watch/throttling';
import { longestUnseenMs } from '../../../cli/watch/unwatched';

const docs = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
const terminal = {
  colour: false,
  out() {},
  fail() {},
  note() {},
  screen: () => ({ print() {}, progress() {}, clear() {} }),
};
const program = createProgram({ terminal, exit() {} });

describe('docs/cli.md', () => {
  it.each(
    program.commands.map((command) => [command.name(), command] as const),
  )('shows what `loadmark %s --help` prints', (name, command) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(docs).toContain(`## loadmark ${name}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`);
  });

  const [first, second] = watchdogSteps;
  const [interruption] = interruptionSteps(0);
  const seconds = (ms = 0) => `${ms / 1000} s`;

  it.each([
    `${seconds(allowanceMs)} for setup, teardown and summary`,
    `| k6 may take to end after the load | ${seconds(endingMs)} |`,
    `| then SIGTERM, and k6 may take | ${seconds(first?.waitMs)} |`,
    `| then SIGTERM again, and k6 may take | ${seconds(second?.waitMs)} |`,
    `Ctrl-C and SIGTERM give k6 ${seconds(interruption?.waitMs)}`,
    `more than ${hotShare * 100} % of its cores for at least ${seconds(hotForMs)} in a row`,
    `a load of at least ${seconds(shortestLoadMs)}`,
    `It must be ${oldestVersion} or newer`,
    `Go ${oldestGo} or newer`,
    `more than ${throttledPart * 100} % of its time`,
    `run of more than ${seconds(longestUnseenMs)}`,
    `silence for ${seconds(patienceMs)}`,
    `without \`--target\` it is \`${localTarget}\``,
  ])('says as the code does: %s', (fact) => {
    expect(docs.replaceAll('\n', ' ')).toContain(fact);
  });
});
