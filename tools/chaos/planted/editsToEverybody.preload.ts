import { chatLive } from '../../../server/src/features/chat/live.ts';

/** Planted bug: what happens to an old message is told to all members of now, whatever the history rule shows them. */
const render = chatLive.render;
chatLive.render = async (db, activities) =>
  (await render(db, activities)).map((rendered) =>
    rendered === undefined ? undefined : { fields: rendered.fields },
  );
