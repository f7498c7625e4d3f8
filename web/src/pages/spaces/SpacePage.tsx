import type { Space } from '@footbridge/contract/spaces.ts';
import { Suspense, useRef } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { Composer } from '../../features/chat/composer/Composer.tsx';
import { ConversationProvider } from '../../features/chat/ConversationContext.tsx';
import { NewReplies } from '../../features/chat/reading/NewReplies.tsx';
import { ThreadPanel } from '../../features/chat/thread/ThreadPanel.tsx';
import { MessageList, type MessageListHandle } from '../../features/chat/timeline/MessageList.tsx';
import { TypingLine } from '../../features/chat/typing/TypingLine.tsx';
import { AudienceLine } from '../../features/spaces/audience/AudienceLine.tsx';
import { SpaceHeader } from '../../features/spaces/header/SpaceHeader.tsx';
import { useSpace } from '../../features/spaces/SpacesContext.tsx';
import { LOCALE } from '../../kit/text/locale.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { Skeleton } from '../../kit/ui/Spinner.tsx';
import { useNow } from '../../kit/time/useNow.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { classes } from '../../kit/ui/classes.ts';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { later } from '../../kit/ui/later.ts';
import { Page } from '../../kit/ui/page/Page.tsx';
import { SidePanel } from '../../kit/ui/page/SidePanel.tsx';
import './space.css';

const CharterPanel = later(
  async () => (await import('../../features/spaces/charter/CharterPanel.tsx')).CharterPanel,
);
/** Its line may come a moment later: nothing is loaded for it before one can write. */
const AFTER_WRITING_MS = 1000;
const StepOfSpace = later(async () => {
  await new Promise((resolve) => void setTimeout(resolve, AFTER_WRITING_MS));
  return (await import('../../features/steps/StepOfSpace.tsx')).StepOfSpace;
});
const CharterCard = later(
  async () => (await import('../../features/spaces/charter/CharterCard.tsx')).CharterCard,
);
const AgreementNotice = later(
  async () => (await import('../../features/agreements/AgreementNotice.tsx')).AgreementNotice,
);
const MembersPanel = later(
  async () => (await import('../../features/spaces/members/MembersPanel.tsx')).MembersPanel,
);

/** What stands beside the column, from the address: `threads/<id>`, `members` or `charter`. */
interface Beside {
  panel: string | null;
  rootId: string | null;
  /** The place a link leads to, in the thread when there is one. */
  target: number | null;
}

function useBeside(spaceId: string): Beside {
  const [location] = useLocation();
  const [query] = useSearchParams();
  const [panel = null, id = null] = location.slice(`/spaces/${spaceId}/`.length).split('/').filter(Boolean);
  const at = Number(query.get('at'));
  return {
    panel,
    rootId: panel === 'threads' ? id : null,
    target: Number.isSafeInteger(at) && at > 0 ? at : null,
  };
}

function Panel({ space, beside }: { space: Space; beside: Beside }) {
  const [, navigate] = useLocation();
  const close = (): void => navigate(`/spaces/${space.id}`);
  if (beside.rootId !== null) {
    return <ThreadPanel key={beside.rootId} rootId={beside.rootId} target={beside.target} onClose={close} />;
  }
  if (beside.panel === 'members') {
    return (
      <SidePanel title={t('members.members')} padded onClose={close}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <MembersPanel spaceId={space.id} />
        </Suspense>
      </SidePanel>
    );
  }
  if (beside.panel === 'charter') {
    return (
      <SidePanel title={t('charter.charter')} padded onClose={close}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <CharterPanel spaceId={space.id} />
        </Suspense>
      </SidePanel>
    );
  }
  return null;
}

/** What somebody is to know before they write: the charter once, and that its agreement waits for them. */
function Notices({ space }: { space: Space }) {
  return (
    <Suspense>
      {space.mine.charterRead < space.charterVersion && <CharterCard space={space} />}
      <AgreementNotice spaceId={space.id} />
    </Suspense>
  );
}

function Foot({
  space,
  beside,
  list,
}: {
  space: Space;
  beside: Beside;
  list: { current: MessageListHandle | null };
}) {
  const now = useNow();
  if (space.archivedAt !== null) {
    return (
      <footer className="conversation-foot">
        <p className="closed-note">{t('spaces.archivedWords', { day: dayAndTime(space.archivedAt, now) })}</p>
      </footer>
    );
  }
  if (space.awaiting.length > 0) {
    return (
      <footer className="conversation-foot">
        <p className="closed-note">
          {t('charter.awaiting', {
            organisations: new Intl.ListFormat(LOCALE).format(space.awaiting.map(({ name }) => name)),
          })}{' '}
          <Link href={`/spaces/${space.id}/about`}>{t('charter.cardWhole')}</Link>
        </p>
      </footer>
    );
  }
  return (
    <footer className="conversation-foot" data-region tabIndex={-1}>
      <NewReplies openId={beside.rootId} />
      <TypingLine threadRootId={null} />
      {space.kind !== 'direct' && <Notices space={space} />}
      <AudienceLine space={space} />
      <Composer
        threadRootId={null}
        onSent={() => list.current?.toEnd()}
        onEditLast={() => list.current?.editLast()}
      />
    </footer>
  );
}

function Conversation({ space }: { space: Space }) {
  const beside = useBeside(space.id);
  const list = useRef<MessageListHandle>(null);
  const inThread = beside.rootId !== null;
  return (
    <ConversationProvider space={space}>
      <main id="main" tabIndex={-1} className={classes('space-page', space.kind === 'social' && 'social')}>
        <div>
          <SpaceHeader space={space} />
          {space.kind === 'working' && (
            <Suspense>
              <StepOfSpace spaceId={space.id} />
            </Suspense>
          )}
        </div>
        <MessageList ref={list} target={inThread ? null : beside.target} />
        <Foot space={space} beside={beside} list={list} />
      </main>
      <Panel space={space} beside={beside} />
    </ConversationProvider>
  );
}

/** One space: its conversation, and beside it what the address names. */
export function SpacePage({ spaceId }: { spaceId: string }) {
  const space = useSpace(spaceId);
  if (space) return <Conversation space={space} />;
  return (
    <Page title={t('spaces.gone')}>
      <EmptyState
        title={t('spaces.gone')}
        action={<ButtonLink href="/find-spaces">{t('spaces.find')}</ButtonLink>}
      >
        {t('spaces.goneWords')}
      </EmptyState>
    </Page>
  );
}
