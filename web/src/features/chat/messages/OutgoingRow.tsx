import { CircleAlert, Clock } from 'lucide-react';
import { memo } from 'react';
import { t } from '../../../kit/text/t.ts';
import { dayAndTime, timeOfDay } from '../../../kit/time/format.ts';
import { useNow } from '../../../kit/time/useNow.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { classes } from '../../../kit/ui/classes.ts';
import { Face } from '../../../kit/ui/Face.tsx';
import { PersonName } from '../../people/PersonName.tsx';
import { useMe } from '../../people/MeContext.tsx';
import { useChat } from '../ChatContext.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { fromSource } from '../composer/rules.ts';
import { placeOf } from '../drafts/api.ts';
import type { Outgoing } from '../outbox/store.ts';
import './messages.css';

function FailedNote({ outgoing }: { outgoing: Outgoing }) {
  const chat = useChat();
  const when = dayAndTime(outgoing.writtenAt, useNow());
  const takeBack = (): void => {
    const { title, source, spaceId, threadRootId } = outgoing;
    chat.outbox.discard(outgoing.clientId);
    const place = placeOf(spaceId, threadRootId);
    const draft = chat.drafts.read(place);
    // What stands in the box already is not overwritten by what comes back.
    const back = fromSource(source);
    const text = draft.text === '' ? back.text : `${back.text}\n${draft.text}`;
    chat.drafts.put(place, {
      text,
      title: draft.title || (title ?? ''),
      chosen: [...draft.chosen, ...back.chosen],
    });
  };
  return (
    <div className="outgoing-note failed" role="alert">
      <CircleAlert aria-hidden="true" />
      <span>
        {outgoing.failure === null
          ? t('chat.failedOld', { when })
          : t('chat.failed', { why: outgoing.failure })}
      </span>
      <Button onClick={() => chat.outbox.retry(outgoing.clientId)}>{t('chat.tryAgain')}</Button>
      <Button tone="quiet" onClick={takeBack}>
        {t('chat.takeBack')}
      </Button>
    </div>
  );
}

/** Something of mine on its way: shown at once as it will stand, and in words how far it has come. */
export const OutgoingRow = memo(function OutgoingRow({
  outgoing,
  grouped,
}: {
  outgoing: Outgoing;
  grouped: boolean;
}) {
  const me = useMe();
  const { space } = useConversation();
  const person = { id: me.id, name: me.name, kind: 'person' as const, organisation: space.mine.organisation };
  const { state } = outgoing;
  return (
    <article className={classes('message outgoing', grouped && 'grouped', state)} aria-label={person.name}>
      {grouped ? (
        <span className="message-aside" />
      ) : (
        <Face name={me.name} hue={space.mine.organisation.hue} />
      )}
      <div className="message-body">
        {!grouped && (
          <div className="message-who">
            <PersonName person={person} />
            <time dateTime={outgoing.writtenAt}>{timeOfDay(outgoing.writtenAt)}</time>
          </div>
        )}
        {outgoing.title !== null && <h2 className="message-title">{outgoing.title}</h2>}
        <p className="outgoing-text">{fromSource(outgoing.source).text}</p>
        {state === 'failed' && <FailedNote outgoing={outgoing} />}
        {state === 'waiting' && (
          <p className="outgoing-note waiting">
            <Clock aria-hidden="true" /> {t('chat.waiting')}
          </p>
        )}
      </div>
    </article>
  );
});
