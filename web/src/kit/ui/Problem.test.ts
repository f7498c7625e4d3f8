import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NetworkError, ProblemError } from '../api/problemError.ts';
import type { Loaded } from '../api/useLoad.ts';
import { LoadedView } from './Problem.tsx';

function markup(state: Pick<Loaded<string>, 'data' | 'error' | 'loading'>): string {
  const loaded = { ...state, reload: () => undefined, replace: () => undefined };
  const children = (data: string) => createElement('p', null, data);
  return renderToStaticMarkup(createElement(() => LoadedView({ loaded, children })));
}

const cut = new NetworkError('cut off');
const refused = new ProblemError({
  type: '',
  title: '',
  code: 'notFound',
  status: 404,
  detail: 'There is nothing here for you.',
});

describe('what a page has loaded', () => {
  it('is shown without a word about problems', () => {
    const html = markup({ data: 'Nine people', error: null, loading: false });
    expect(html).toBe('<p>Nine people</p>');
  });

  it('stays below the reason when it could not be loaded again, which can be tried once more', () => {
    const html = markup({ data: 'Nine people', error: cut, loading: false });
    expect(html).toMatch(/role="alert".*cannot be reached.*<button.*Try again.*<p>Nine people<\/p>$/s);
  });

  it('gives way to the reason when it never came, without a button where the answer was no', () => {
    const html = markup({ data: null, error: refused, loading: false });
    expect(html).toContain('There is nothing here for you.');
    expect(html).not.toContain('<button');
  });
});
