import { describe, expect, it } from 'vitest';
import { startTestbed } from '../../../../testbed/kernel/server';
import { composeHooks, pass } from '../../../../testbed/kernel/switch/hooks';
import { DefectError, parseDefects } from '../../../../testbed/kernel/switch/parse';
import { catalogue, start } from '../helpers/testbed';

/** `A01`, `A02` and so on. */
function rows(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`);
}

describe('the catalogue', () => {
  it('has a unique, well-formed name and a sentence for each defect', () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, does } of catalogue) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(does.length, name).toBeGreaterThan(20);
    }
  });

  it.each([...rows('A', 8), ...rows('B', 23), ...rows('D', 5), ...rows('E', 18)])('can break row %s', (row) => {
    expect(catalogue.filter(({ breaks }) => breaks.some((broken) => broken === row))).not.toEqual([]);
  });

  it('has defaults that its own parameters accept', () => {
    for (const { name, parameter } of catalogue) {
      if (parameter)
        expect(parseDefects([`${name}=${parameter.default}`], catalogue)[0]?.value).toBe(parameter.default);
    }
  });
});

describe('parseDefects', () => {
  it('takes the default where no value is given', () => {
    const [leak, drop, garbage] = parseDefects(['leak-output', 'leak-memory=7', 'garbage'], catalogue);
    expect([leak?.value, drop?.value, garbage?.value]).toEqual([10, 7, 0]);
  });

  it.each([
    ['leek', 'unknown defect "leek"; known are refuse, refuse-some'],
    ['', 'unknown defect ""'],
    ['leak-output=0', 'defect "leak-output=0": expected every (outputs) to be a whole number from 1 to 1000000000'],
    ['leak-output=', 'expected every (outputs)'],
    ['leak-output=1.5', 'expected every (outputs)'],
    ['leak-output=1=2', 'expected every (outputs)'],
    ['refuse=500', 'defect "refuse=500": expected status (HTTP status) to be 401 or 503'],
    ['garbage=1', 'defect "garbage" takes no value, got "1"; write "garbage"'],
  ])('refuses "%s" and says what was expected', (spec, message) => {
    expect(() => parseDefects([spec], catalogue)).toThrow(DefectError);
    expect(() => parseDefects([spec], catalogue)).toThrow(message);
  });

  it('refuses a defect that is given twice', () => {
    expect(() => parseDefects(['freeze', 'freeze=1'], catalogue)).toThrow('defect "freeze" is given twice');
  });
});

describe('the switch', () => {
  it('stops the start of a testbed with an unknown defect', async () => {
    await expect(startTestbed({ port: 0, defects: ['leek'] })).rejects.toThrow('unknown defect "leek"');
  });

  it('has no hook at all while no defect is on', async () => {
    const { defects } = await start({ defects: ['lose-output', 'refuse'] });
    const hooked = () => Object.keys(defects.hooks);
    expect(hooked()).toEqual(['upgrade', 'output']);
    defects.set([]);
    expect(hooked()).toEqual([]);
  });

  it('keeps the set when the new one is wrong', async () => {
    const { defects } = await start({ defects: ['garbage'] });
    expect(() => defects.set(['freeze', 'leek'])).toThrow(DefectError);
    expect(defects.active()).toEqual(['garbage']);
  });
});

describe('composeHooks', () => {
  it('puts the first around the second, and the ending innermost', () => {
    const seen: string[] = [];
    const step = (name: string) => (_subject: unknown, next: (subject: never) => void) => {
      seen.push(`${name} in`);
      next(_subject as never);
      seen.push(`${name} out`);
    };
    const { close } = composeHooks([{ close: step('a') }, {}, { close: step('b') }]);
    pass(close, undefined as never, () => seen.push('ending'));
    expect(seen).toEqual(['a in', 'b in', 'ending', 'b out', 'a out']);
  });
});
