import type { Message } from '@footbridge/contract/chat.ts';
import {
  BookOpen,
  Copy,
  Ellipsis,
  EyeOff,
  Footprints,
  HandHeart,
  History,
  LifeBuoy,
  Link as LinkIcon,
  MessageSquareReply,
  Pencil,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { describeError } from '../../../kit/api/describeError.ts';
import { useAction } from '../../../kit/api/useAction.ts';
import { t } from '../../../kit/text/t.ts';
import { useAnnouncer } from '../../../kit/ui/Announcer.tsx';
import { CopyField } from '../../../kit/ui/form/CopyField.tsx';
import { ConfirmDialog, Dialog } from '../../../kit/ui/Dialog.tsx';
import { IconButton } from '../../../kit/ui/IconButton.tsx';
import { Menu, MenuItem } from '../../../kit/ui/Menu.tsx';
import { useChat } from '../ChatContext.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { EmojiPicker } from '../emoji/EmojiPicker.tsx';

interface MessageActionsProps {
  message: Message;
  inThread: boolean;
  onShowVersions: () => void;
}

/** Without https a browser has no clipboard: then the text is shown to be copied by hand. */
function useCopy(): { copy: (text: string, done: string) => void; byHand: string | null; close: () => void } {
  const { toast } = useAnnouncer();
  const [byHand, setByHand] = useState<string | null>(null);
  return {
    copy(text, done) {
      const copied = navigator.clipboard
        ? navigator.clipboard.writeText(text)
        : Promise.reject(new Error('no clipboard'));
      copied.then(
        () => toast(done),
        () => setByHand(text),
      );
    },
    byHand,
    close: () => setByHand(null),
  };
}

function RemoveDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const chat = useChat();
  const remove = useAction(() => chat.messages.remove(message));
  return (
    <ConfirmDialog
      title={t('chat.removeTitle')}
      action={t('chat.removeDo')}
      danger
      busy={remove.busy}
      failure={remove.failure}
      onConfirm={() => void remove.run().then((done) => done && onClose())}
      onClose={onClose}
    >
      <p>{t('chat.removeWords')}</p>
    </ConfirmDialog>
  );
}

/** What can be done with one message, in a fixed place at its corner. */
export function MessageActions({ message, inThread, onShowVersions }: MessageActionsProps) {
  const call = useCall();
  const chat = useChat();
  const { space, myId, setEditingId, markUnreadFrom } = useConversation();
  const { announce, toast } = useAnnouncer();
  const [, navigate] = useLocation();
  const [removing, setRemoving] = useState(false);
  const { copy, byHand, close } = useCopy();
  const isOpen = space.archivedAt === null;
  const isMine = message.author.id === myId;
  // What it calls comes when it is chosen: it is not needed for reading and writing.
  const keep = async (messageId: string) => {
    const { keepMessage } = await import('@footbridge/contract/stories.ts');
    await call(keepMessage, { params: { messageId } });
  };
  const told = (work: Promise<void>, done?: string): void => {
    work.then(
      () => done && toast(done),
      (error: unknown) => toast(describeError(error)),
    );
  };

  return (
    <div className="message-actions">
      {isOpen && (
        <EmojiPicker
          label={t('chat.react')}
          onChoose={(emoji) => {
            announce(t('chat.reactWith', { emoji }));
            told(chat.messages.react(message, emoji));
          }}
        />
      )}
      {!inThread && (
        <IconButton
          label={t('chat.reply')}
          icon={<MessageSquareReply />}
          onClick={() => navigate(`/spaces/${space.id}/threads/${message.id}`)}
        />
      )}
      <Menu label={t('chat.actions', { name: message.author.name })} icon={<Ellipsis />}>
        <MenuItem
          icon={<LinkIcon />}
          onChoose={() => copy(`${location.origin}/messages/${message.id}`, t('chat.linkCopied'))}
        >
          {t('chat.copyLink')}
        </MenuItem>
        <MenuItem icon={<Copy />} onChoose={() => copy(message.source, t('chat.textCopied'))}>
          {t('chat.copyText')}
        </MenuItem>
        {!isMine && message.author.kind === 'person' && (
          <MenuItem
            icon={<Footprints />}
            onChoose={() => navigate(`/steps/new?with=${message.author.id}&from=message:${message.id}`)}
          >
            {t('chat.startStep')}
          </MenuItem>
        )}
        {!isMine && message.author.kind === 'person' && (
          <MenuItem
            icon={<HandHeart />}
            onChoose={() => navigate(`/thanks/new?to=${message.author.id}&message=${message.id}`)}
          >
            {t('chat.sayThanks')}
          </MenuItem>
        )}
        <MenuItem icon={<BookOpen />} onChoose={() => told(keep(message.id), t('chat.kept'))}>
          {t('chat.keep')}
        </MenuItem>
        {isMine && isOpen && (
          <MenuItem icon={<Pencil />} onChoose={() => setEditingId(message.id)}>
            {t('chat.edit')}
          </MenuItem>
        )}
        <MenuItem icon={<EyeOff />} onChoose={() => told(markUnreadFrom(message), t('chat.markedUnread'))}>
          {t('chat.markUnread')}
        </MenuItem>
        {message.editedAt !== null && (
          <MenuItem icon={<History />} onChoose={onShowVersions}>
            {t('chat.versions')}
          </MenuItem>
        )}
        {!isMine && (
          <MenuItem icon={<LifeBuoy />} onChoose={() => navigate(`/cases/new?about=message:${message.id}`)}>
            {t('cases.notWell')}
          </MenuItem>
        )}
        {(isMine || space.mine.role === 'steward') && (
          <MenuItem icon={<Trash2 />} danger onChoose={() => setRemoving(true)}>
            {t('chat.remove')}
          </MenuItem>
        )}
      </Menu>
      {removing && <RemoveDialog message={message} onClose={() => setRemoving(false)} />}
      {byHand !== null && (
        <Dialog title={t('chat.copyLink')} onClose={close}>
          <CopyField label={t('chat.linkOf')} text={byHand} />
        </Dialog>
      )}
    </div>
  );
}
