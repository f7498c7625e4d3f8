import type { Message } from '@footbridge/contract/chat.ts';
import { Suspense, lazy, memo, useState, type FocusEvent } from 'react';
import { RichText } from '../../../kit/text/RichText.tsx';
import { t } from '../../../kit/text/t.ts';
import { dayAndTime, fullTime, timeOfDay } from '../../../kit/time/format.ts';
import { useNow } from '../../../kit/time/useNow.ts';
import { classes } from '../../../kit/ui/classes.ts';
import { Face } from '../../../kit/ui/Face.tsx';
import { PersonName } from '../../people/PersonName.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { EditBox } from '../composer/EditBox.tsx';
import { FileCards } from './FileCards.tsx';
import { MessageActions } from './MessageActions.tsx';
import { Reactions } from './Reactions.tsx';
import { ThreadLink } from './ThreadLink.tsx';
import './messages.css';

const VersionsDialog = lazy(async () => ({ default: (await import('./VersionsDialog.tsx')).VersionsDialog }));

interface MessageRowProps {
  message: Message;
  grouped: boolean;
  /** Among the replies or as the root at the top of a thread: no way into the thread is shown. */
  inThread?: boolean;
  /** A link leads here. */
  marked?: boolean;
}

function removalInWords({ author, removed }: Message, myId: string, now: Date): string {
  if (!removed) return '';
  const when = dayAndTime(removed.at, now);
  if (removed.by.id === myId && author.id === myId) return t('chat.removedOwn', { when });
  if (removed.by.id === author.id) return t('chat.removed', { name: removed.by.name, when });
  return t('chat.removedByOther', { name: removed.by.name, author: author.name, when });
}

function EditedMark({ message, onShow }: { message: Message; onShow: () => void }) {
  const now = useNow();
  if (message.editedAt === null || message.removed) return null;
  const words = t('chat.editedAt', { when: dayAndTime(message.editedAt, now) });
  return (
    <button type="button" className="edited" aria-label={words} title={words} onClick={onShow}>
      {t('chat.edited')}
    </button>
  );
}

function Said({ message, inThread, myId }: { message: Message; inThread: boolean; myId: string }) {
  return (
    <>
      {message.title !== null && <h2 className="message-title">{message.title}</h2>}
      <RichText body={message.body} meId={myId} topHeading={2} />
      <FileCards files={message.files} />
      <Reactions message={message} />
      {!inThread && <ThreadLink message={message} />}
    </>
  );
}

function Name({ message }: { message: Message }) {
  return (
    <div className="message-who">
      <PersonName person={message.author} link />
      <time dateTime={message.createdAt} title={fullTime(message.createdAt)}>
        {timeOfDay(message.createdAt)}
      </time>
    </div>
  );
}

/** One message. Its actions are drawn only while the pointer or the focus is on it, always in the same place. */
export const MessageRow = memo(function MessageRow({
  message,
  grouped,
  inThread = false,
  marked = false,
}: MessageRowProps) {
  const { myId, editingId, setEditingId } = useConversation();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [showsVersions, setShowsVersions] = useState(false);
  const now = useNow();
  const editing = editingId === message.id;
  const { author } = message;
  const leave = (event: FocusEvent): void => setFocused(event.currentTarget.contains(event.relatedTarget));

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- watches where pointer and focus are, acts on nothing
    <article
      className={classes(
        'message',
        grouped && 'grouped',
        marked && 'marked',
        editing && 'editing',
        message.removed && 'removed',
      )}
      aria-label={`${author.name}, ${author.organisation.name}, ${dayAndTime(message.createdAt, now)}`}
      data-message={message.id}
      tabIndex={-1}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={leave}
    >
      {grouped ? (
        <time className="message-aside" dateTime={message.createdAt} title={fullTime(message.createdAt)}>
          {timeOfDay(message.createdAt)}
        </time>
      ) : (
        <Face name={author.name} hue={author.organisation.hue} />
      )}
      <div className="message-body">
        {!grouped && <Name message={message} />}
        {message.removed && <p className="tombstone">{removalInWords(message, myId, now)}</p>}
        {message.removed && !inThread && <ThreadLink message={message} />}
        {editing && <EditBox message={message} onDone={() => setEditingId(null)} />}
        {!editing && !message.removed && <Said message={message} inThread={inThread} myId={myId} />}
        <EditedMark message={message} onShow={() => setShowsVersions(true)} />
      </div>
      {(hovered || focused) && !editing && !message.removed && (
        <MessageActions message={message} inThread={inThread} onShowVersions={() => setShowsVersions(true)} />
      )}
      {showsVersions && (
        <Suspense>
          <VersionsDialog message={message} onClose={() => setShowsVersions(false)} />
        </Suspense>
      )}
    </article>
  );
});
