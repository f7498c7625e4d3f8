import { listParkedPlans } from '@footbridge/contract/stories.ts';
import { useDeferredValue } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { StoryRows } from './StoryRows.tsx';
import './stories.css';

const WORDS_MAX = 200;
/** Fewer letters find too much. */
const WORDS_MIN = 4;

/** For whoever is about to start: plans about the same that were parked. Says nothing when there are none. */
export function ParkedPlans({ words }: { words: string }) {
  const call = useCall();
  const asked = useDeferredValue(words.trim().replaceAll(/\s+/g, ' ').slice(0, WORDS_MAX));
  const enough = asked.length >= WORDS_MIN;
  const found = useLoad(
    async (signal) =>
      enough ? (await call(listParkedPlans, { query: { words: asked }, signal })).plans : [],
    [asked],
  );
  const plans = found.data ?? [];
  return (
    <div aria-live="polite">
      {plans.length > 0 && (
        <section className="parked-plans">
          <h2>{t('stories.foundParked')}</h2>
          <p className="soft small">{t('stories.foundParkedWords')}</p>
          <StoryRows stories={plans} />
        </section>
      )}
    </div>
  );
}
