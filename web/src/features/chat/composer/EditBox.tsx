import type { Message } from '@footbridge/contract/chat.ts';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useAction } from '../../../kit/api/useAction.ts';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { ProblemNote } from '../../../kit/ui/Problem.tsx';
import { useChat } from '../ChatContext.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { bytesTooMany, fromSource, toSource } from './rules.ts';
import { WritingBox, type WritingBoxHandle } from './WritingBox.tsx';
import './composer.css';

/** Changes what I wrote, in its place. */
export function EditBox({ message, onDone }: { message: Message; onDone: () => void }) {
  const chat = useChat();
  const { space, myId } = useConversation();
  const [draft, setDraft] = useState(() => fromSource(message.source));
  const box = useRef<WritingBoxHandle>(null);
  const source = toSource(draft.text.trim(), draft.chosen);
  const over = bytesTooMany(source);
  const save = useAction(() => chat.messages.edit(message, source, message.title));

  useEffect(() => box.current?.focus(), []);

  const send = (): void => {
    if (source === '' || over > 0) return;
    if (source === message.source) onDone();
    else void save.run().then((done) => done && onDone());
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onDone();
  };

  return (
    <div className="composer edit-box">
      <WritingBox
        ref={box}
        space={space}
        myId={myId}
        label={t('chat.editLabel')}
        text={draft.text}
        onChange={(text) => setDraft((was) => ({ ...was, text }))}
        onChoose={(chosen) => setDraft((was) => ({ ...was, chosen: [...was.chosen, chosen] }))}
        onSend={send}
        onKey={press}
      />
      <ProblemNote words={over > 0 ? t('chat.tooLong', { over }) : save.failure} />
      <div className="composer-row">
        <span className="soft tiny edit-keys">{t('chat.editKeys')}</span>
        <Button tone="quiet" onClick={onDone}>
          {t('kit.cancel')}
        </Button>
        <Button tone="primary" busy={save.busy} onClick={send}>
          {t('chat.save')}
        </Button>
      </div>
    </div>
  );
}
