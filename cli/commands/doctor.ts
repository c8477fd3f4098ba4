import { checks } from '../doctor/checks';
import type { Finding } from '../doctor/finding';
import { exitCodes } from '../exit-codes';
import type { AddCommand } from './context';

export const addDoctor: AddCommand = (program, { terminal, exit }) => {
  program
    .command('doctor')
    .description('Look at this machine: what is missing for a run, and what limits its size.')
    .action(async () => {
      const findings = await Promise.all(checks.map((check) => check()));
      for (const finding of findings) terminal.out(`${formatFinding(finding)}\n`);
      if (findings.some(({ state }) => state === 'missing')) exit(exitCodes.failed);
    });
};

/** One line: the state, what was looked at, what was found, and what to do. */
export const formatFinding = ({ state, subject, found, todo }: Finding): string =>
  `${state.padEnd(7)}  ${subject.padEnd(15)}  ${found}${todo === undefined ? '' : `: ${todo}`}`;
