import { describe, expect, it } from 'vitest';
import { proxyOf } from '../../../cli/k6/proxy';

const HTTP_PROXY = 'http://ann:geheim@proxy.example.org:3128';

describe('proxyOf', () => {
  it.each([
    ['ws://10.0.0.1:8000', { HTTP_PROXY }],
    ['http://10.0.0.1:8000', { http_proxy: HTTP_PROXY }],
    ['wss://staging.example.org', { HTTPS_PROXY: HTTP_PROXY }],
    ['https://staging.example.org', { https_proxy: 'proxy.example.org:3128' }],
    ['http://10.0.0.1', { HTTP_PROXY: 'socks5://proxy.example.org:3128' }],
    ['http://10.0.0.1', { HTTP_PROXY, NO_PROXY: '10.0.0.2, 10.0.0.1:81 ,10.1.0.0/16,example.org' }],
    ['http://api.localhost', { HTTP_PROXY }],
    ['http://staging.example.org', { HTTP_PROXY, NO_PROXY: 'g.example.org,.staging.example.org' }],
  ])('names the proxy on the way to %s, without its password: %j', (target, environment) => {
    expect(proxyOf(target, environment)).toBe('proxy.example.org:3128');
  });

  it.each([
    ['http://10.0.0.1', {}],
    ['http://10.0.0.1', { HTTPS_PROXY: HTTP_PROXY, ALL_PROXY: HTTP_PROXY }],
    ['https://10.0.0.1', { HTTP_PROXY }],
    ['ws://127.0.0.1:8000', { HTTP_PROXY }],
    ['ws://127.9.9.9:8000', { HTTP_PROXY }],
    ['ws://[::1]:8000', { HTTP_PROXY }],
    ['ws://localhost:8000', { HTTP_PROXY }],
    ['http://10.0.0.1', { HTTP_PROXY, NO_PROXY: '*' }],
    ['http://10.0.0.1', { HTTP_PROXY, NO_PROXY: 'a,10.0.0.1' }],
    ['http://10.0.0.1:8000', { HTTP_PROXY, no_proxy: '10.0.0.1:8000' }],
    ['http://10.1.2.3', { HTTP_PROXY, NO_PROXY: '10.1.0.0/16' }],
    ['http://[fd00::1]', { HTTP_PROXY, NO_PROXY: '[fd00::1]:80' }],
    ['http://staging.example.org', { HTTP_PROXY, NO_PROXY: 'example.org' }],
    ['http://staging.example.org', { HTTP_PROXY, NO_PROXY: '.example.org' }],
    ['http://staging.example.org', { HTTP_PROXY, NO_PROXY: '*.example.org:80' }],
    ['http://10.0.0.1', { HTTP_PROXY: '' }],
    ['no URL', { HTTP_PROXY }],
  ])('finds none on the way to %s: %j', (target, environment) => {
    expect(proxyOf(target, environment)).toBeUndefined();
  });
});
