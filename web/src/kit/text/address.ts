import { isAllowedHref } from '@footbridge/contract/kit/richtext.ts';

/** Where a link in a text leads: a page of this client, or an address that the browser opens. */
export type Target = { page: string } | { outside: string };

/**
 * Undefined where no link may lead. `origin` is that of this site, so that its full addresses count as pages.
 */
export function targetOf(href: string, origin: string | undefined): Target | undefined {
  if (!isAllowedHref(href)) return undefined;
  const url = URL.parse(href, origin ?? 'http://localhost');
  if (!url) return undefined;
  const isOurs = href.startsWith('/') || url.origin === origin;
  // Files and the like below /api are not drawn by this client. `//` would be read as another host:
  // `/.//evil.example` comes out as that.
  if (!isOurs || /^\/(?:\/|api\/)/.test(url.pathname)) return { outside: href };
  return { page: url.pathname + url.search + url.hash };
}

/**
 * The host that a link really leads to, when its words name another one:
 * `[https://bank.example](https://evil.example)`.
 */
export function hiddenHost(href: string, words: string): string | undefined {
  const named = /^(?:https?:\/\/|www\.)?((?:[\w-]+\.)+[a-z]{2,})(?=$|[/:?#])/i.exec(words.trim())?.[1];
  const host = URL.parse(href)?.hostname;
  if (named === undefined || !host) return undefined;
  const same = withoutWww(URL.parse(`http://${named}`)?.hostname ?? named) === withoutWww(host);
  return same ? undefined : host;
}

const withoutWww = (host: string): string => host.replace(/^www\./, '');
