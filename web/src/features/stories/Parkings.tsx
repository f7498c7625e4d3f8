import { parkAgain, revivePlan, type Parking, type Story } from '@footbridge/contract/stories.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { ParkForm } from './ParkForm.tsx';
import './stories.css';

function ParkingFacts({ parking }: { parking: Parking }) {
  const now = useNow();
  const { reason, reviveIf, parkedBy, parkedAt, revivedBy, revivedAt } = parking;
  return (
    <dl className="facts">
      <div>
        <dt>{t('stories.why')}</dt>
        <dd>{reason}</dd>
        <dd className="soft small">
          {t('stories.parkedBy', { name: parkedBy.name, when: day(parkedAt, now) })}
        </dd>
      </div>
      {reviveIf !== '' && (
        <div>
          <dt>{t('stories.couldRevive')}</dt>
          <dd>{reviveIf}</dd>
        </div>
      )}
      {revivedBy !== null && revivedAt !== null && (
        <div>
          <dt>{t('stories.revived')}</dt>
          <dd>{t('stories.revivedBy', { name: revivedBy.name, when: day(revivedAt, now) })}</dd>
        </div>
      )}
    </dl>
  );
}

/** Takes it up for whoever reads it; they go on with a step that says where it came from. */
function Revive({ story, onChanged }: { story: Story; onChanged: (story: Story) => void }) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const revive = useAction(async () => {
    onChanged(await call(revivePlan, { params: { storyId: story.id } }));
    toast(t('stories.reviveDone'));
  });
  return (
    <>
      <Button tone="primary" busy={revive.busy} onClick={() => void revive.run()}>
        {t('stories.revive')}
      </Button>
      <ProblemNote words={revive.failure} />
    </>
  );
}

/** Why a plan stopped, what could revive it, and how often that was so before. */
export function Parkings({ story, onChanged }: { story: Story; onChanged: (story: Story) => void }) {
  const call = useCall();
  const [writing, setWriting] = useState(false);
  const [newest, ...before] = story.parkings;
  if (newest === undefined) return null;
  const parked = newest.revivedAt === null;
  const stepFrom = `/steps/new?from=story:${story.id}&what=${encodeURIComponent(story.title)}`;
  return (
    <section className="page-section">
      <ParkingFacts parking={newest} />
      {writing ? (
        <ParkForm
          parking={parked ? newest : undefined}
          submit={t('stories.save')}
          beside={
            <Button tone="quiet" onClick={() => setWriting(false)}>
              {t('kit.cancel')}
            </Button>
          }
          onPark={async (body) => {
            onChanged(await call(parkAgain, { params: { storyId: story.id }, body }));
            setWriting(false);
          }}
        />
      ) : (
        <div className="button-row page-actions">
          {parked ? (
            <Revive story={story} onChanged={onChanged} />
          ) : (
            <ButtonLink href={stepFrom} tone="primary">
              {t('stories.reviveStep')}
            </ButtonLink>
          )}
          {story.editing !== null && (
            <Button onClick={() => setWriting(true)}>
              {t(parked ? 'stories.parkAgain' : 'stories.parkOnce')}
            </Button>
          )}
        </div>
      )}
      {parked && <p className="soft small story-intro">{t('stories.reviveWords')}</p>}
      {before.length > 0 && (
        <details className="story-earlier">
          <summary>{t('stories.before')}</summary>
          {before.map((parking) => (
            <ParkingFacts key={parking.parkedAt} parking={parking} />
          ))}
        </details>
      )}
    </section>
  );
}
