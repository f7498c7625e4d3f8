import type { Story } from '@footbridge/contract/stories.ts';

/** As people say it: 'Harbour Care, Meridian Energy'. */
export const namesOf = (organisations: readonly { name: string }[]): string =>
  organisations.map(({ name }) => name).join(', ');

/** Those who write it have written on since it was published. */
export const isNewer = ({ editing, publication }: Story): boolean =>
  editing !== null && publication !== null && editing.version !== publication.version;
