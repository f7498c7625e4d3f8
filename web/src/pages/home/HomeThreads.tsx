import type { FollowedThread } from '@footbridge/contract/chat.ts';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import { useChat, useChatState } from '../../features/chat/ChatContext.tsx';
import { PersonName } from '../../features/people/PersonName.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';

function ThreadRow({ thread: { root, spaceName, unread } }: { thread: FollowedThread }) {
  const title = root.title ?? plainText(root.body);
  return (
    <li>
      <Face name={root.author.name} hue={root.author.organisation.hue} />
      <div>
        <PersonName person={root.author} />
        <p className="thread-title">{title}</p>
        <p className="soft small">
          {t('home.replies', { count: unread })} {t('home.threadIn', { space: spaceName })}
        </p>
      </div>
      <ButtonLink href={`/spaces/${root.spaceId}/threads/${root.id}`}>
        {t('home.read')}
        <span className="unseen"> {title}</span>
      </ButtonLink>
    </li>
  );
}

/** Threads I follow with something new in them; nothing while there is none. */
export function HomeThreads() {
  const { loads } = useChat();
  const followed = useChatState((state) => state.followed);
  useLoad(async () => {
    await loads.followed();
    return true;
  }, []);
  const moved = followed?.filter(({ unread }) => unread > 0) ?? [];
  if (moved.length === 0) return null;
  return (
    <Section title={t('home.threads')}>
      <ul className="rows">
        {moved.map((thread) => (
          <ThreadRow key={thread.root.id} thread={thread} />
        ))}
      </ul>
    </Section>
  );
}
