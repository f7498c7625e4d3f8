import { getMessage } from '@footbridge/contract/chat.ts';
import { Redirect } from 'wouter';
import { useCall } from '../kit/api/CallContext.tsx';
import { ProblemError } from '../kit/api/problemError.ts';
import { useLoad } from '../kit/api/useLoad.ts';
import { t } from '../kit/text/t.ts';
import { EmptyState } from '../kit/ui/EmptyState.tsx';
import { Page } from '../kit/ui/page/Page.tsx';
import { LoadedView } from '../kit/ui/Problem.tsx';
import { PagePlaceholder } from './PagePlaceholder.tsx';

/** A permanent link to a message: leads to its place in its space, or in its thread. */
export function MessagePage({ messageId }: { messageId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(getMessage, { params: { messageId }, signal }), [messageId]);
  if (loaded.loading && !loaded.data) return <PagePlaceholder />;
  if (loaded.error instanceof ProblemError && loaded.error.problem.status < 500) {
    return (
      <Page title={t('chat.linkGone')}>
        <EmptyState title={t('chat.linkGone')}>{t('chat.linkGoneWords')}</EmptyState>
      </Page>
    );
  }
  return (
    <LoadedView loaded={loaded}>
      {({ spaceId, threadRootId, seq }) => (
        <Redirect
          replace
          to={
            threadRootId === null
              ? `/spaces/${spaceId}?at=${seq}`
              : `/spaces/${spaceId}/threads/${threadRootId}?at=${seq}`
          }
        />
      )}
    </LoadedView>
  );
}
