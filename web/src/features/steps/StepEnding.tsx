import { type Step, type StepOutcome, endStep } from '@footbridge/contract/steps.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';

const OUTCOMES = [
  ['done', 'steps.endDone'],
  ['changed', 'steps.endChanged'],
  ['stopped', 'steps.endStopped'],
] as const satisfies [StepOutcome, string][];

/** One click and nothing asked: a question in between would be a reason asked for. */
export function StepEnding({
  step,
  over,
  onChanged,
}: {
  step: Step;
  /** Its time has passed. */
  over: boolean;
  onChanged: (step: Step) => void;
}) {
  const call = useCall();
  const end = useAction(async (outcome: StepOutcome) => {
    onChanged(await call(endStep, { params: { stepId: step.id }, body: { outcome } }));
  });
  return (
    <div className={over ? 'step-note asked' : 'step-note'}>
      <p className={over ? undefined : 'soft'}>{over ? <b>{t('steps.overHint')}</b> : t('steps.endHint')}</p>
      <div className="button-row">
        {OUTCOMES.map(([outcome, words]) => (
          <Button key={outcome} busy={end.busy} onClick={() => void end.run(outcome)}>
            {t(words)}
          </Button>
        ))}
      </div>
      {over && <p className="soft small">{t('steps.endHint')}</p>}
      <ProblemNote words={end.failure} />
    </div>
  );
}
