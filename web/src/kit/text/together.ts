import { Fragment, type ReactNode, createElement } from 'react';

/** Nodes whose order never changes, so that none needs a key. */
export function together(nodes: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...nodes);
}
