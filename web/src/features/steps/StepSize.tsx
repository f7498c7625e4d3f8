import type { Step } from '@footbridge/contract/steps.ts';
import { t } from '../../kit/text/t.ts';
import { AXES, boxInWords, levelInWords } from './rules.ts';

/** What is at stake on each side, as a row of four. */
export function StepSize({ step }: { step: Step }) {
  return (
    <>
      <dl className="step-size">
        {AXES.map((axis) => (
          <div key={axis}>
            <dt>{t(`steps.${axis}`)}</dt>
            <dd>{levelInWords(axis, step.stakes[axis])}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small step-size-note">
        {t('steps.atMostHours', { hours: step.hoursLimit, box: boxInWords(step.timeBox) })}
        {step.nothingBig && `. ${t('steps.nothingBig')}`}
      </p>
    </>
  );
}
