import type { StoryRef } from '@footbridge/contract/stories.ts';
import { Link } from 'wouter';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Badge } from '../../kit/ui/Badge.tsx';
import './stories.css';

function Marks({ story }: { story: StoryRef }) {
  return (
    <>
      {story.audience === null && <Badge>{t('stories.draft')}</Badge>}
      {story.kind === 'plan' && (
        <Badge>{t(story.parking?.revivedAt === null ? 'stories.plan' : 'stories.revived')}</Badge>
      )}
    </>
  );
}

/** Stories and parked plans by their titles; of a plan, why it stopped. */
export function StoryRows({ stories }: { stories: readonly StoryRef[] }) {
  const now = useNow();
  return (
    <ul className="rows linked">
      {stories.map((story) => (
        <li key={story.id}>
          <div className="story-row">
            <p>
              <b className="story-name">{story.title}</b> <Marks story={story} />
            </p>
            {story.parking && <p>{story.parking.reason}</p>}
            <p className="soft small">
              {t('stories.listLine', {
                name: `${story.by.name} (${story.by.organisation.name})`,
                when: day(story.changedAt, now),
              })}
              {story.space &&
                story.space.name !== '' &&
                ` · ${t('stories.from', { space: story.space.name })}`}
            </p>
          </div>
          <Link className="row-link" href={`/stories/${story.id}`} aria-label={story.title} />
        </li>
      ))}
    </ul>
  );
}
