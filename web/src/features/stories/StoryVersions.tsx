import { listStoryVersions } from '@footbridge/contract/stories.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { StoryText } from './StoryText.tsx';

/** What was written before, for those who write. */
export function StoryVersions({ storyId, version }: { storyId: string; version: number }) {
  const call = useCall();
  const now = useNow();
  const loaded = useLoad(
    (signal) => call(listStoryVersions, { params: { storyId }, signal }),
    [storyId, version],
  );
  return (
    <LoadedView loaded={loaded}>
      {({ versions }) =>
        versions.slice(1).map((one) => (
          <details key={one.version} className="story-earlier">
            <summary>
              {t('stories.version', {
                version: one.version,
                name: one.writtenBy.name,
                when: dayAndTime(one.writtenAt, now),
              })}
            </summary>
            <h3>{one.title}</h3>
            <StoryText body={one.body} />
          </details>
        ))
      }
    </LoadedView>
  );
}
