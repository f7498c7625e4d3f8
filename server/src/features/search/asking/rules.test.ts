import { describe, expect, it } from 'vitest';
import { readQuestion } from '../rules.ts';
import { type Frequency, type Terrain, inMonths, indexQuery, planWays, wholeQuery } from './rules.ts';

const END = '9999-12-31T23:59:59.999999Z';
const sought = (text: string) =>
  readQuestion(text).terms.map((term) => ({ ...term, others: [], mended: false }));
const frequencies = (text: string, ...entries: number[]): Frequency[] =>
  sought(text).map((term, at) => ({
    term,
    entries: entries[at] ?? 0,
    together: entries[at] ?? 0,
    begun: [],
  }));
const terrain = (changed: Partial<Terrain> = {}): Terrain => ({
  entries: 1_000_000,
  readable: 250_000,
  spaces: 250,
  first: '2022-01-01T00:00:00.000Z',
  last: '2025-12-31T00:00:00.000Z',
  walkable: true,
  authors: 0,
  thinning: 0,
  ...changed,
});
const kinds = (changed: Partial<Terrain>, found: Frequency[], upTo = END) =>
  planWays(terrain(changed), found, upTo).map((way) =>
    way.kind === 'newest'
      ? `newest of ${way.of}`
      : `${way.months?.length ?? 'all'} months${way.bySpaces ? ' by spaces' : ''}`,
  );

describe('the ways to look', () => {
  it('begin with the newest for a word that is everywhere', () => {
    expect(kinds({}, frequencies('the', 200_000))[0]).toBe('newest of all');
    expect(kinds({ spaces: 20, readable: 20_000 }, frequencies('the', 200_000))[0]).toBe('newest of spaces');
    expect(kinds({ authors: 1 }, frequencies('the', 200_000))[0]).toBe('newest of authors');
  });

  it('are the index alone for a rare word', () => {
    expect(kinds({}, frequencies('needle', 100))).toEqual(['all months']);
  });

  it('are a few months of the index before all of them for a word in between', () => {
    const ways = kinds({}, frequencies('grant', 10_000));
    expect(ways.at(-1)).toBe('all months');
    expect(ways[0]).toMatch(/^[1-9] months$/);
  });

  it('count months back from where the page begins', () => {
    const ways = planWays(terrain(), frequencies('grant', 10_000), '2024-01-15T00:00:00.000000Z');
    expect(ways[0]).toMatchObject({ months: ['2024-01'] });
  });

  it('take the index of spaces too where few may be read of many', () => {
    expect(kinds({ spaces: 100, readable: 5000 }, frequencies('the', 200_000)).at(-1)).toBe(
      'all months by spaces',
    );
  });

  it('always end with one that sees everything, and never walk without a bound', () => {
    for (const entries of [0, 1, 50, 3000, 9000, 30_000, 300_000, 1_000_000]) {
      for (const readable of [1, 1000, 250_000, 5_000_000]) {
        const ways = planWays(terrain({ readable }), frequencies('grant', entries), END);
        expect(ways.at(-1)).toMatchObject({ kind: 'indexed', months: null });
        for (const way of ways) if (way.kind === 'newest') expect(way.rows).toBeLessThan(1_000_000);
      }
    }
  });

  it('leave out what is not there while very many are being loaded', () => {
    expect(kinds({ walkable: false }, frequencies('the', 2000))).toEqual(['all months']);
  });
});

describe('a question to the index', () => {
  it('is made of quoted words only', () => {
    expect(wholeQuery(sought('winter "warm rooms" -cold gran'))).toBe(
      "('winter') & (('warm' <-> 'rooms')) & !('cold') & ('gran':*)",
    );
    expect(wholeQuery([])).toBeNull();
  });

  it('leaves out what is excluded, and beginnings that are wider than the rest', () => {
    const [needle, wide] = frequencies('needle a', 10, 100_000);
    expect(indexQuery([needle, { ...wide, begun: null }] as Frequency[])).toBe("('needle')");
    expect(indexQuery(frequencies('-cold', 10))).toBeNull();
  });

  it('names the words that were begun where they are few', () => {
    const [gran] = frequencies('gran', 10);
    expect(indexQuery([{ ...gran, begun: ['grant', 'grants'] } as Frequency])).toBe(
      "(('gran' | 'grant' | 'grants'))",
    );
  });

  it('is narrowed to months by their marks', () => {
    expect(inMonths("('a')", ['2026-11', '2026-10'])).toBe("(('a')) & ('~202611' | '~202610')");
  });
});
