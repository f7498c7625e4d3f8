import { type CheckInAnswer, type Step, checkIn } from '@footbridge/contract/steps.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';

/** Fine, or let us talk: asked at half time, there before. */
export function StepCheckIn({ step, onChanged }: { step: Step; onChanged: (step: Step) => void }) {
  const call = useCall();
  const me = useMe();
  const { mine, asked, toTalk, allFine } = step.checkIn;
  const answer = useAction(async (given: CheckInAnswer) => {
    onChanged(await call(checkIn, { params: { stepId: step.id }, body: { answer: given } }));
  });
  const talkers = step.people.filter(({ person }) => person.id !== me.id && toTalk.includes(person.id));
  return (
    <div className={asked || talkers.length > 0 ? 'step-note asked' : 'step-note'}>
      <p>
        <b>{asked ? t('steps.halfTime') : t('steps.howIsIt')}</b>
      </p>
      <div aria-live="polite">
        {talkers.map(({ person }) => (
          <p key={person.id}>{t('steps.wantsToTalk', person)}</p>
        ))}
        {allFine && <p>{t('steps.allFine')}</p>}
        {mine !== null && !allFine && (
          <p>{mine === 'fine' ? t('steps.youSaidFine') : t('steps.youSaidTalk')}</p>
        )}
      </div>
      <div className="button-row">
        <Button busy={answer.busy} aria-pressed={mine === 'fine'} onClick={() => void answer.run('fine')}>
          {t('steps.fine')}
        </Button>
        <Button busy={answer.busy} aria-pressed={mine === 'talk'} onClick={() => void answer.run('talk')}>
          {t('steps.letsTalk')}
        </Button>
      </div>
      <p className="soft small">{t('steps.checkInHint')}</p>
      <ProblemNote words={answer.failure} />
    </div>
  );
}
