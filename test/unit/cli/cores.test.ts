import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { allowedCores, coresForK6 } from '../../../cli/watch/cores';

const all = availableParallelism();
/** @param files of /proc and /sys that there are. */
const cores = (files: Readonly<Record<string, string>>, environment = {}, pids = [7]) =>
  coresForK6(pids, environment, (file) => files[file]);

describe('coresForK6', () => {
  it('is what the machine has, where nothing says less', () => {
    expect(cores({})).toBe(all);
    expect(cores({}, { GOMAXPROCS: '4096' })).toBe(all);
    expect(cores({}, { GOMAXPROCS: 'many' })).toBe(all);
    expect(cores({ '/proc/7/environ': 'PATH=/bin\0GOMAXPROCS=\0' })).toBe(all);
  });

  it('is GOMAXPROCS, of loadmark or of the script that started k6', () => {
    expect(cores({}, { GOMAXPROCS: '1' })).toBe(1);
    expect(cores({ '/proc/7/environ': 'PATH=/bin\0GOMAXPROCS=1\0' })).toBe(1);
  });

  it('is the processor affinity of k6, or of its child', () => {
    expect(cores({ '/proc/7/status': 'Name:\tk6\nCpus_allowed:\t2\nCpus_allowed_list:\t1\n' })).toBe(1);
    const ofChild = { '/proc/7/status': 'Cpus_allowed_list:\t0-63\n', '/proc/8/status': 'Cpus_allowed_list:\t5\n' };
    expect(cores(ofChild, {}, [7, 8])).toBe(1);
  });

  it('is the quota of its control group', () => {
    expect(cores({ '/proc/7/cgroup': '0::/a\n', '/sys/fs/cgroup/a/cpu.max': '30000 100000\n' })).toBe(0.3);
  });
});

it.each([
  ['0', 1],
  ['0-3', 4],
  ['0-1,4,6-7', 5],
])('counts the cores of the list %s', (list, count) => {
  expect(allowedCores(`Cpus_allowed:\tff\nCpus_allowed_list:\t${list}\nMems_allowed:\t1\n`)).toBe(count);
});
