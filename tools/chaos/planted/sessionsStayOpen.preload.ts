import { authLive } from '../../../server/src/features/auth/live.ts';

/** Planted bug: an ended session has no effect on the sockets that it opened. */
delete authLive.effect;
