import type { Message, Reaction } from '@footbridge/contract/chat.ts';
import { t } from '../../../kit/text/t.ts';
import { LOCALE } from '../../../kit/text/locale.ts';
import { classes } from '../../../kit/ui/classes.ts';
import { useAnnouncer } from '../../../kit/ui/Announcer.tsx';
import { describeError } from '../../../kit/api/describeError.ts';
import { useChat } from '../ChatContext.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { EmojiSign } from '../emoji/EmojiSign.tsx';
import { hasReacted } from './rules.ts';

const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

function namesOf({ people }: Reaction, myId: string): string {
  return list.format(people.map(({ id, name }) => (id === myId ? t('chat.you') : name)));
}

/** The emoji under a message: how many gave each, who they are on hover, and a press to join in or to take mine back. */
export function Reactions({ message }: { message: Message }) {
  const chat = useChat();
  const { myId, space } = useConversation();
  const { announce } = useAnnouncer();
  if (message.reactions.length === 0 || message.removed) return null;
  const closed = space.archivedAt !== null;
  return (
    <ul className="reactions plain">
      {message.reactions.map((reaction) => {
        const { emoji, people } = reaction;
        const mine = hasReacted(reaction, myId);
        const names = namesOf(reaction, myId);
        return (
          <li key={emoji}>
            <button
              type="button"
              className={classes('reaction', mine && 'mine')}
              aria-pressed={mine}
              aria-label={t('chat.reaction', {
                emoji,
                count: people.length,
                names,
                mine: mine ? 'yes' : 'no',
              })}
              title={t('chat.reactionNames', { emoji, names })}
              disabled={closed}
              onClick={() => {
                chat.messages.react(message, emoji).catch((error: unknown) => announce(describeError(error)));
              }}
            >
              <EmojiSign emoji={emoji} /> {people.length}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
