import { getStepOfSpace } from '@footbridge/contract/steps.ts';
import { Footprints } from 'lucide-react';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { outcomeInWords } from './rules.ts';
import './steps.css';

/** In the space of a step: the step and its agreement, always in sight. Nothing in other spaces, and while it is not known. */
export function StepOfSpace({ spaceId }: { spaceId: string }) {
  const call = useCall();
  const now = useNow();
  const loaded = useLoad((signal) => call(getStepOfSpace, { params: { spaceId }, signal }), [spaceId]);
  useHeard(['stepChanged'], loaded.reload);
  const step = loaded.data?.step;
  if (!step) return null;
  return (
    <div className="step-of-space">
      <Footprints aria-hidden="true" />
      <span>
        <span className="step-of-space-words">{t('steps.spaceOf')}: </span>
        <Link href={`/steps/${step.id}`}>{step.title}</Link>
        <span className="soft small">
          {' '}
          {step.ending
            ? outcomeInWords(step.ending.outcome, day(step.ending.at, now))
            : step.dueAt !== null && t('steps.until', { day: day(step.dueAt, now) })}
        </span>
      </span>
      <Link href={`/agreements/step/${step.id}`}>{t('steps.seeAgreement')}</Link>
    </div>
  );
}
