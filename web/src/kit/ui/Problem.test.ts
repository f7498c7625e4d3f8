import { type ComponentType, type ReactNode, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NetworkError, ProblemError } from '../api/problemError.ts';
import type { Loaded } from '../api/useLoad.ts';
import { LoadedView } from './Problem.tsx';

// Its own type asks for the children among the properties, where a test without JSX does not put them.
const View = LoadedView as ComponentType<{
  loaded: Loaded<string>;
  children?: (data: string) => ReactNode;
}>;

function markup(state: Pick<Loaded<string>, 'data' | 'error' | 'loading'>): string {
  const loaded = { ...state, reload: () => undefined, replace: () => undefined };
  return renderToStaticMarkup(
    createElement(View, { loaded, children: (data) => createElement('p', null, data) }),
  );
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
