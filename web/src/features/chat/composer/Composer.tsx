import { AtSign, Heading, SendHorizontal, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from '../../../kit/store.ts';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../../kit/ui/Dialog.tsx';
import { IconButton } from '../../../kit/ui/IconButton.tsx';
import { useSpaceName } from '../../spaces/SpacesContext.tsx';
import { useChat } from '../ChatContext.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { emptyDraft, placeOf, type Draft } from '../drafts/api.ts';
import { EmojiPicker } from '../emoji/EmojiPicker.tsx';
import { TITLE_MAX, bytesTooMany, namesEveryone, toSource } from './rules.ts';
import { WritingBox, type WritingBoxHandle } from './WritingBox.tsx';
import './composer.css';

/** The draft of one conversation: kept on the device at every key, read again when something is put into it from outside. */
function useDraft(place: string): [Draft, (fields: (draft: Draft) => Partial<Draft>) => void] {
  const { drafts } = useChat();
  const puts = useStore(drafts.puts, (count) => count);
  const [draft, setDraft] = useState(() => drafts.read(place));
  useEffect(() => setDraft(drafts.read(place)), [drafts, place, puts]);
  const change = (fields: (draft: Draft) => Partial<Draft>): void => {
    // Read from where it is kept: two changes may come before the box is drawn again.
    const now = drafts.read(place);
    const next = { ...now, ...fields(now) };
    drafts.write(place, next);
    setDraft(next);
  };
  return [draft, change];
}

interface ComposerProps {
  threadRootId: string | null;
  /** Up in an empty box. */
  onEditLast: () => void;
  /** Something was sent: the list should show it. */
  onSent: () => void;
}

/** More people than this are not told by a slip of the finger. */
const ASKED_ABOVE = 5;

function TitleField({
  title,
  onChange,
  onDrop,
}: {
  title: string;
  onChange: (title: string) => void;
  onDrop: () => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (title === '') box.current?.focus();
    // oxlint-disable-next-line react/exhaustive-deps -- only when it appears
  }, []);
  return (
    <div className="composer-title">
      <input
        ref={box}
        value={title}
        maxLength={TITLE_MAX}
        placeholder={t('chat.title')}
        aria-label={t('chat.title')}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton label={t('chat.dropTitle')} icon={<X />} onClick={onDrop} />
    </div>
  );
}

/** The writing box at the foot of a conversation, with what goes with it. */
export function Composer({ threadRootId, onEditLast, onSent }: ComposerProps) {
  const chat = useChat();
  const { space, myId } = useConversation();
  const name = useSpaceName(space.id);
  const [draft, change] = useDraft(placeOf(space.id, threadRootId));
  const [titled, setTitled] = useState(draft.title !== '');
  const [asking, setAsking] = useState(false);
  const box = useRef<WritingBoxHandle>(null);
  const source = toSource(draft.text.trim(), draft.chosen);
  const over = bytesTooMany(source);
  const isEmpty = source === '';

  const post = (): void => {
    const title = draft.title.trim();
    chat.post({ spaceId: space.id, threadRootId, source, title: titled && title ? title : null });
    change(() => emptyDraft);
    setTitled(false);
    setAsking(false);
    onSent();
    box.current?.focus();
  };
  const send = (): void => {
    if (isEmpty || over > 0) return;
    if (namesEveryone(source) && space.audience.people > ASKED_ABOVE) setAsking(true);
    else post();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'ArrowUp' || draft.text !== '') return;
    event.preventDefault();
    onEditLast();
  };

  return (
    <div className="composer">
      {titled && (
        <TitleField
          title={draft.title}
          onChange={(title) => change(() => ({ title }))}
          onDrop={() => {
            setTitled(false);
            change(() => ({ title: '' }));
            box.current?.focus();
          }}
        />
      )}
      <WritingBox
        ref={box}
        space={space}
        myId={myId}
        label={threadRootId === null ? t('chat.write', { space: name }) : t('chat.writeReply')}
        text={draft.text}
        onChange={(text) => {
          change(() => ({ text }));
          if (text !== '') chat.typing.say(space.id, threadRootId);
        }}
        onChoose={(chosen) => change((now) => ({ chosen: [...now.chosen, chosen] }))}
        onSend={send}
        onKey={press}
      />
      {over > 0 && (
        <p className="composer-limit small" role="alert">
          {t('chat.tooLong', { over })}
        </p>
      )}
      <div className="composer-row">
        <IconButton label={t('chat.mention')} icon={<AtSign />} onClick={() => box.current?.insert('@')} />
        <EmojiPicker label={t('chat.emoji')} onChoose={(emoji) => box.current?.insert(emoji)} />
        {threadRootId === null && !titled && (
          <IconButton label={t('chat.addTitle')} icon={<Heading />} onClick={() => setTitled(true)} />
        )}
        <Button
          tone="primary"
          className="composer-send"
          disabled={isEmpty || over > 0}
          onClick={send}
          aria-label={t('chat.send')}
        >
          <SendHorizontal aria-hidden="true" />
          <span>{t('chat.send')}</span>
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t('chat.everyoneTitle')}
          action={t('chat.sendTo', { people: space.audience.people })}
          busy={false}
          failure={null}
          onConfirm={post}
          onClose={() => setAsking(false)}
        >
          <p>{t('chat.everyoneWords', { people: space.audience.people })}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
