import { apiText } from './en/api.ts';
import { frameText } from './en/frame.ts';
import { kitText } from './en/kit.ts';
import { peopleText } from './en/people.ts';

/** Every sentence that people read, as ICU messages, one file per noun; server and client share it. */
export const en = {
  ...apiText,
  ...frameText,
  ...kitText,
  ...peopleText,
} as const;
