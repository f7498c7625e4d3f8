import { type Step, acceptStep, declineStep, withdrawStep } from '@footbridge/contract/steps.ts';
import { useLocation } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { OwnWordsFields } from './StepHow.tsx';
import { namesOf } from './rules.ts';

interface AnswerProps {
  step: Step;
  onChanged: (step: Step) => void;
}

/** Yes with my own words, or no, of which nobody hears. */
export function StepAnswer({ step, onChanged }: AnswerProps) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const [, navigate] = useLocation();
  const params = { stepId: step.id };
  const accept = useAction(async (text: FormText) => {
    const body = { benefit: text('benefit'), atStake: text('atStake') };
    onChanged(await call(acceptStep, { params, body }));
  });
  const decline = useAction(async () => {
    await call(declineStep, { params });
    toast(t('steps.declined'));
    navigate('/steps');
  });
  return (
    <>
      <Form
        action={accept}
        submit={t('steps.accept')}
        beside={
          <Button busy={decline.busy} onClick={() => void decline.run()}>
            {t('steps.decline')}
          </Button>
        }
      >
        <OwnWordsFields benefit="" atStake="" />
      </Form>
      <ProblemNote words={decline.failure} />
    </>
  );
}

/** I have said yes and others have not: for whom it waits, and how I take it back. */
export function StepWaits({ step }: { step: Step }) {
  const call = useCall();
  const me = useMe();
  const now = useNow();
  const { toast } = useAnnouncer();
  const [, navigate] = useLocation();
  const withdraw = useAction(async () => {
    await call(withdrawStep, { params: { stepId: step.id } });
    toast(t('steps.withdrawn'));
    navigate('/steps');
  });
  const open = step.people.filter(({ accepted }) => !accepted).map(({ person }) => person);
  return (
    <div className="step-note">
      <p>
        <b>{t('steps.waitsForOthers', { names: namesOf(open) })}</b>
      </p>
      <p className="soft">{t('steps.waitsHint', { day: day(step.lapsesAt, now) })}</p>
      {step.proposedBy === me.id && (
        <Button busy={withdraw.busy} onClick={() => void withdraw.run()}>
          {t('steps.withdraw')}
        </Button>
      )}
      <ProblemNote words={withdraw.failure} />
    </div>
  );
}
