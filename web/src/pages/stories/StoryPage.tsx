import { getStory, unpublishStory, type Story } from '@footbridge/contract/stories.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Contacts } from '../../features/stories/Contacts.tsx';
import { Parkings } from '../../features/stories/Parkings.tsx';
import { PublishStory } from '../../features/stories/PublishStory.tsx';
import { isNewer, namesOf } from '../../features/stories/rules.ts';
import { StoryForm } from '../../features/stories/StoryForm.tsx';
import { StoryText } from '../../features/stories/StoryText.tsx';
import { StoryVersions } from '../../features/stories/StoryVersions.tsx';
import { ThanksInSpace } from '../../features/thanks/ThanksShown.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';

interface ShownProps {
  story: Story;
  onChanged: (story: Story) => void;
}

/** Who reads it now, and changing that; for those who write it. */
function Circle({ story, onChanged }: ShownProps) {
  const call = useCall();
  const now = useNow();
  const [publishing, setPublishing] = useState(false);
  const unpublish = useAction(async () =>
    onChanged(await call(unpublishStory, { params: { storyId: story.id } })),
  );
  const { publication, editing } = story;
  if (editing === null) return null;
  const space = story.space?.name || t('stories.thisTalk');
  return (
    <div className="story-note">
      <p>
        {publication === null
          ? t('stories.isDraft', { space })
          : t('stories.audience', {
              audience: publication.audience,
              organisations: namesOf(publication.organisations),
            })}
      </p>
      {publication !== null && isNewer(story) && (
        <p>{t('stories.newer', { when: day(publication.publishedAt, now) })}</p>
      )}
      {editing.mayPublish && (
        <div className="button-row">
          <Button tone={publication === null ? 'primary' : 'plain'} onClick={() => setPublishing(true)}>
            {t(publication === null ? 'stories.publish' : 'stories.publishAgain')}
          </Button>
          {publication !== null && (
            <Button tone="quiet" busy={unpublish.busy} onClick={() => void unpublish.run()}>
              {t('stories.unpublish')}
            </Button>
          )}
        </div>
      )}
      <ProblemNote words={unpublish.failure} />
      {publishing && (
        <PublishStory
          story={story}
          onClose={() => setPublishing(false)}
          onPublished={(published) => {
            setPublishing(false);
            onChanged(published);
          }}
        />
      )}
    </div>
  );
}

function Reading({ story, onChanged }: ShownProps) {
  return (
    <>
      <Circle story={story} onChanged={onChanged} />
      <Parkings story={story} onChanged={onChanged} />
      <StoryText body={story.body} />
      <Section title={t('stories.ask')}>
        <Contacts contacts={story.contacts} />
        {story.space && (
          <div className="button-row page-actions">
            <ButtonLink href={`/spaces/${story.space.id}`}>{t('stories.toConversation')}</ButtonLink>
          </div>
        )}
      </Section>
      {story.space && <ThanksInSpace spaceId={story.space.id} title={t('stories.thanks')} />}
      {story.editing !== null && story.editing.version > 1 && (
        <Section title={t('stories.versions')}>
          <StoryVersions storyId={story.id} version={story.editing.version} />
        </Section>
      )}
    </>
  );
}

/** A story or a parked plan: read by its circle, written by the people of its space. `/stories/<id>/write` opens it for writing. */
export function StoryPage({ storyId, writing }: { storyId: string; writing: boolean }) {
  const call = useCall();
  const now = useNow();
  const [, navigate] = useLocation();
  const loaded = useLoad((signal) => call(getStory, { params: { storyId }, signal }), [storyId]);
  useHeard(['storyChanged'], loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) return <NotFoundPage />;
  const story = loaded.data;
  const over =
    story === null
      ? undefined
      : story.publication !== null && story.editing === null
        ? t('stories.publishedBy', {
            name: `${story.publication.publishedBy.name}, ${story.publication.publishedBy.organisation.name}`,
            when: day(story.publication.publishedAt, now),
          })
        : t('stories.writtenBy', { name: story.writtenBy.name, when: day(story.writtenAt, now) });
  const write =
    story !== null && story.editing !== null && !writing ? (
      <ButtonLink href={`/stories/${storyId}/write`}>{t('stories.edit')}</ButtonLink>
    ) : undefined;
  return (
    <Page title={story?.title ?? t('stories.stories')} over={over} actions={write}>
      <LoadedView loaded={loaded} lines={10}>
        {(shown) =>
          writing && shown.editing !== null ? (
            <div className="page-section">
              <StoryForm
                story={shown}
                onSaved={(saved) => {
                  loaded.replace(saved);
                  navigate(`/stories/${storyId}`);
                }}
                onCancel={() => navigate(`/stories/${storyId}`)}
                onOvertaken={loaded.reload}
              />
            </div>
          ) : (
            <Reading story={shown} onChanged={loaded.replace} />
          )
        }
      </LoadedView>
    </Page>
  );
}
