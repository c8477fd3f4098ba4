import { describe, expect, it } from 'vitest';
import { groupsOf, parseQuota, quotaOf, throttledMsOf } from '../../../cli/watch/cgroup';

function cgroup(files: Readonly<Record<string, string>>) {
  const read = (file: string) => files[file];
  const groups = groupsOf('self', read);
  return { quotaCores: quotaOf(groups, read), throttledMs: throttledMsOf(groups, read) };
}

describe('a control group', () => {
  it('of version 2 gives the smallest quota from its own up to the root', () => {
    expect(
      cgroup({
        '/proc/self/cgroup': '0::/ci/job\n',
        '/sys/fs/cgroup/ci/job/cpu.max': 'max 100000\n',
        '/sys/fs/cgroup/ci/cpu.max': '25000 100000\n',
        '/sys/fs/cgroup/ci/cpu.stat': 'usage_usec 10\nnr_throttled 4\nthrottled_usec 1500000\n',
      }),
    ).toEqual({ quotaCores: 0.25, throttledMs: 1500 });
  });

  it('of a container is its own root', () => {
    expect(cgroup({ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': '150000 100000\n' })).toEqual({
      quotaCores: 1.5,
      throttledMs: 0,
    });
  });

  it('of version 1 is that of the controller of the CPU', () => {
    expect(
      cgroup({
        '/proc/self/cgroup': '5:memory:/x\n4:cpu,cpuacct:/docker/abc\n',
        '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '-1\n',
        '/sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us': '30000\n',
        '/sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us': '100000\n',
        '/sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.stat': 'nr_periods 9\nnr_throttled 3\nthrottled_time 250000000\n',
      }),
    ).toEqual({ quotaCores: 0.3, throttledMs: 250 });
  });

  it.each([
    {},
    { '/proc/self/cgroup': '' },
    { '/proc/self/cgroup': '0::/a\n', '/sys/fs/cgroup/a/cpu.max': 'max 100000' },
  ])('without a quota gives all there is: %j', (files) => {
    expect(cgroup(files as Record<string, string>)).toEqual({ quotaCores: Number.POSITIVE_INFINITY, throttledMs: 0 });
  });
});

describe('parseQuota', () => {
  it.each([
    ['200000 100000', 2],
    ['50000 100000\n', 0.5],
    ['max 100000', Number.POSITIVE_INFINITY],
    ['', Number.POSITIVE_INFINITY],
  ])('reads %j', (text, cores) => {
    expect(parseQuota(text)).toBe(cores);
  });
});
