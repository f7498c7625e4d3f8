import { checkAcknowledged } from './acknowledged.ts';
import { checkAudience } from './audience.ts';
import { checkDoubled } from './doubled.ts';
import { checkOrder } from './order.ts';
import { checkRemoval } from './removal.ts';
import { checkScreens } from './screens.ts';
import { checkSlowReader } from './slowReader.ts';
import type { Checker } from './verdict.ts';

/** Every checker, in the order of the promises. */
export const CHECKERS: readonly Checker[] = [
  checkAcknowledged,
  checkDoubled,
  checkOrder,
  checkScreens,
  checkAudience,
  checkRemoval,
  checkSlowReader,
];
