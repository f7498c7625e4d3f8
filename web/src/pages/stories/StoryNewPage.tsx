import { draftStory, listSpaceStories, parkPlan } from '@footbridge/contract/stories.ts';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useSpaceName } from '../../features/spaces/SpacesContext.tsx';
import { KeptMessages } from '../../features/stories/KeptMessages.tsx';
import { ParkForm } from '../../features/stories/ParkForm.tsx';
import { StoryRows } from '../../features/stories/StoryRows.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { newId } from '../../kit/live/newId.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';

function Beginnings({ spaceId }: { spaceId: string }) {
  const call = useCall();
  const [, navigate] = useLocation();
  // Asked for again after a cut line, it is still the same page.
  const [clientId] = useState(newId);
  const params = { spaceId };
  const draft = useAction(async () => {
    const { id } = await call(draftStory, { params, body: { clientId } });
    navigate(`/stories/${id}`);
  });
  return (
    <>
      <div className="page-section">
        <p className="soft">{t('stories.startWords')}</p>
        <div className="button-row page-actions">
          <Button tone="primary" busy={draft.busy} onClick={() => void draft.run()}>
            {t('stories.start')}
          </Button>
        </div>
        <ProblemNote words={draft.failure} />
      </div>
      <details className="story-earlier">
        <summary>{t('stories.park')}</summary>
        <p className="soft">{t('stories.parkWords')}</p>
        <ParkForm
          parking={undefined}
          submit={t('stories.parkDo')}
          onPark={async (reasons) => {
            const { id } = await call(parkPlan, { params, body: { clientId, ...reasons } });
            navigate(`/stories/${id}`);
          }}
        />
      </details>
    </>
  );
}

function StoryNew({ spaceId }: { spaceId: string }) {
  const call = useCall();
  const name = useSpaceName(spaceId);
  const loaded = useLoad((signal) => call(listSpaceStories, { params: { spaceId }, signal }), [spaceId]);
  useHeard(['storyChanged'], loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) return <NotFoundPage />;
  return (
    <Page title={t('stories.about', { space: name })}>
      <LoadedView loaded={loaded} lines={8}>
        {({ stories, kept }) => (
          <>
            <Beginnings spaceId={spaceId} />
            <Section title={t('stories.kept')} hint={t('stories.keptWords')}>
              <KeptMessages kept={kept} onChanged={loaded.reload} />
            </Section>
            {stories.length > 0 && (
              <Section title={t('stories.ofSpace')}>
                <StoryRows stories={stories} />
              </Section>
            )}
          </>
        )}
      </LoadedView>
    </Page>
  );
}

/** `?space=<id>`: the story of a space is drafted here, or its plan parked. */
export function StoryNewPage() {
  const [params] = useSearchParams();
  const spaceId = params.get('space');
  return spaceId === null ? <NotFoundPage /> : <StoryNew key={spaceId} spaceId={spaceId} />;
}
