import { describe, expect, it } from 'vitest';
import { chooseTarget, isLocalHost, localTarget, type TargetRequest } from '../../../cli/target-guard';
import { UsageError } from '../../../cli/usage-error';

const choose = (request: Partial<TargetRequest>) =>
  chooseTarget({ environment: 'local', target: undefined, confirmed: false, variables: {}, ...request });

describe('isLocalHost', () => {
  it.each([
    'localhost',
    'api.localhost',
    '127.0.0.1',
    '127.8.9.10',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.7',
    '169.254.1.1',
    '[::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    'printer.local',
    'host.docker.internal',
  ])('takes %s for this machine or a private network', (host) => {
    expect(isLocalHost(host)).toBe(true);
  });

  it.each([
    'example.org',
    'localhost.example.org',
    'mylocalhost',
    'x.localdomain',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.1.1',
    '11.0.0.1',
    '[2001:db8::1]',
    '[::ffff:808:808]',
    'backend',
    'api.prod.svc.cluster.local',
  ])('takes %s for somebody else’s', (host) => {
    expect(isLocalHost(host)).toBe(false);
  });
});

describe('chooseTarget', () => {
  it('refuses a proxy on the way to a target of this network, and names its host only', () => {
    const variables = { HTTP_PROXY: 'http://ann:geheim@proxy.example.org:3128' };
    const chosen = (request: Partial<TargetRequest>) => () => choose({ variables, ...request });
    expect(chosen({ target: 'ws://10.0.0.1:8000' })).toThrow(
      / 10\.0\.0\.1 through proxy\.example\.org:3128: add 10\.0\.0\.1/,
    );
    expect(chosen({ target: 'ws://10.0.0.1:8000' })).not.toThrow('geheim');
    expect(chosen({ target: 'ws://127.0.0.1:8000' })()).toBe('ws://127.0.0.1:8000');
    expect(chosen({ target: 'ws://10.0.0.1', environment: 'staging' })()).toBe('ws://10.0.0.1');
  });

  it('takes the documented address of a developer machine when none is given', () => {
    expect(choose({})).toBe(localTarget);
  });

  it('refuses another host without the word staging, and says so', () => {
    expect(() => choose({ target: 'wss://example.org' })).toThrow(/example\.org .*--env staging/);
  });

  it('takes any host for staging, and asks for one', () => {
    expect(choose({ environment: 'staging', target: 'wss://example.org' })).toBe('wss://example.org');
    expect(() => choose({ environment: 'staging' })).toThrow(/--target/);
  });

  it('refuses production without the explicit word, whatever the target', () => {
    expect(() => choose({ environment: 'production', target: 'ws://127.0.0.1:8000' })).toThrow(
      /--i-know-this-is-production/,
    );
  });

  it('takes production with the word, and asks for a target', () => {
    const production = { environment: 'production', confirmed: true } as const;
    expect(choose({ ...production, target: 'wss://example.org' })).toBe('wss://example.org');
    expect(() => choose(production)).toThrow(UsageError);
  });

  it.each(['foo:bar', '127.0.0.1:8000', 'ws://'])('refuses %s, which has no host', (target) => {
    expect(() => choose({ target })).toThrow(/must be a URL with a host/);
  });

  it('looks at the host behind a password, and does not repeat the password', () => {
    expect(() => choose({ target: 'ws://127.0.0.1:secret@example.org/' })).toThrow(/^example\.org is not(?!.*secret)/);
    expect(() => choose({ target: '//user:secret@' })).toThrow(/^(?!.*secret)/);
  });
});
