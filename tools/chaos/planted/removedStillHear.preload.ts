import { spacesLive } from '../../../server/src/features/spaces/live.ts';

/** Planted bug: whoever is taken out of a space goes on hearing it. */
delete spacesLive.effect;
