import { MAX_SOURCE_BYTES } from '@footbridge/contract/kit/richtext.ts';

/**
 * Looks up whom and what a text mentions. What is not found, or may not be mentioned by this author, stays
 * text.
 */
export interface MentionResolver {
  person(id: string): { id: string; name: string } | undefined;
  space(id: string): { id: string; name: string } | undefined;
}

/** What one reading of a source collects beside the tree. */
export interface Reading {
  resolve: MentionResolver;
  linkAllowed: (href: string) => boolean;
  personIds: Set<string>;
  spaceIds: Set<string>;
  everyone: boolean;
  links: Set<string>;
  hrefBudget: number;
}

export function startReading(resolve: MentionResolver, linkAllowed: (href: string) => boolean): Reading {
  return {
    resolve,
    linkAllowed,
    personIds: new Set(),
    spaceIds: new Set(),
    everyone: false,
    links: new Set(),
    hrefBudget: 6 * MAX_SOURCE_BYTES,
  };
}

/**
 * Whether an address becomes a link or image, counted in `links` when so. One definition `[a]: …` of 8 kB
 * used 2,000 times would make 16 MB out of 16 kB; percent-encoding alone makes at most three times the
 * source, so only such a source meets the budget.
 */
export function takeHref(reading: Reading, href: string, title: string | undefined): boolean {
  if (!reading.linkAllowed(href)) return false;
  reading.hrefBudget -= href.length + (title?.length ?? 0);
  if (reading.hrefBudget < 0) return false;
  reading.links.add(href);
  return true;
}
