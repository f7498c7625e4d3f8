import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import './badge.css';

/** One or two words about the thing they stand beside. `count` is for a number that asks for attention. */
export function Badge({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'accent' | 'social' | 'attention' | 'count';
  children: ReactNode;
}) {
  return <span className={classes('badge', tone)}>{children}</span>;
}
