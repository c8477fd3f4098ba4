import { describe, expect, it } from 'vitest';
import { below, readText } from './read-documents';

describe('CONTRIBUTING.md', () => {
  it('names everything that makes a metric', () => {
    const makers = [
      ...readText('lib/metrics.ts').matchAll(/^export const (\w+) = \(name: MetricName\): (?!boolean)/gm),
    ];
    const names = makers.map(([, name]) => `\`${name}\``);
    expect(names.length).toBeGreaterThan(3);
    const text = below(readText('CONTRIBUTING.md'), '## Add a metric');
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });
});
