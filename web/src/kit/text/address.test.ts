import { describe, expect, it } from 'vitest';
import { hiddenHost, targetOf } from './address.ts';

const ORIGIN = 'https://bridge.example.org';

describe('where a link leads', () => {
  it.each([
    ['/spaces/1?m=2#x', '/spaces/1?m=2#x'],
    ['https://bridge.example.org/people/1', '/people/1'],
    ['HTTPS://BRIDGE.EXAMPLE.ORG', '/'],
  ])('%j is our page %j', (href, page) => {
    expect(targetOf(href, ORIGIN)).toEqual({ page });
  });

  it.each([
    'https://example.org/a',
    'http://bridge.example.org/people/1',
    'https://bridge.example.org.evil.example/',
    'https://bridge.example.org@evil.example/',
    'mailto:a@example.org',
    '/api/files/1',
    '/.//evil.example',
    'https://bridge.example.org//evil.example',
  ])('%j is opened by the browser', (href) => {
    expect(targetOf(href, ORIGIN)).toEqual({ outside: href });
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'other',
    '',
    'https://[',
  ])('%j leads nowhere', (href) => {
    expect(targetOf(href, ORIGIN)).toBeUndefined();
  });
});

describe('a link whose words name another host', () => {
  it.each([
    ['https://evil.example/x', 'https://bank.example', 'evil.example'],
    ['https://evil.example/x', 'www.bank.example/login', 'evil.example'],
    ['https://evil.example/x', 'bank.example', 'evil.example'],
    ['https://evil.example', 'bank.example.evil.org', 'evil.example'],
  ])('%j shown as %j: says %j', (href, words, host) => {
    expect(hiddenHost(href, words)).toBe(host);
  });

  it.each([
    ['https://example.org/x', 'https://example.org/x'],
    ['https://www.example.org/x', 'example.org'],
    ['https://xn--59j689q5dya.example.org', 'https://食べ物.example.org'],
    ['https://example.org', 'the minutes'],
    ['https://example.org', 'README.md and more'],
    ['mailto:a@example.org', 'a@example.org'],
    ['/spaces/1', 'example.org'],
  ])('%j shown as %j: is no such', (href, words) => {
    expect(hiddenHost(href, words)).toBeUndefined();
  });
});
