import { useStore } from '../../../kit/store.ts';
import { t } from '../../../kit/text/t.ts';
import { useChat } from '../ChatContext.tsx';
import { useConversation } from '../ConversationContext.tsx';
import { typingIn } from './store.ts';
import './typing.css';

function inWords(names: readonly string[]): string {
  const [name, other] = names;
  if (name === undefined) return '';
  if (other === undefined) return t('chat.typingOne', { name });
  return names.length === 2 ? t('chat.typingTwo', { name, other }) : t('chat.typingMany');
}

/** Who is writing now. Its place is always there, so that nothing moves; it is not read out, which would disturb. */
export function TypingLine({ threadRootId }: { threadRootId: string | null }) {
  const chat = useChat();
  const { space } = useConversation();
  const names = useStore(chat.typing.store, (state) =>
    typingIn(state, space.id, threadRootId).map(({ name }) => name),
  );
  return <p className="typing-line">{inWords(names)}</p>;
}
