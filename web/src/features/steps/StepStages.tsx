import type { StepSummary } from '@footbridge/contract/steps.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { classes } from '../../kit/ui/classes.ts';
import { stagesOf } from './rules.ts';

/** Where the step is on its way. */
export function StepStages({ step }: { step: StepSummary }) {
  const now = useNow();
  return (
    <ol className="step-stages" aria-label={t('steps.stages')}>
      {stagesOf(step).map(({ key, at, reached, here }) => (
        <li
          key={key}
          className={classes(reached && 'reached', here && 'here')}
          aria-current={here ? 'step' : undefined}
        >
          <span>{t(key)}</span>
          {at !== null && (
            <span className="small">
              {here && step.state === 'underWay' ? t('steps.until', { day: day(at, now) }) : day(at, now)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
