import type { StepSummary } from '@footbridge/contract/steps.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { useMe } from '../people/MeContext.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { othersOf, outcomeInWords, standingOf } from './rules.ts';
import './steps.css';

/** Until when, or how it ended, in a few words. */
function When({ step }: { step: StepSummary }) {
  const me = useMe();
  const now = useNow();
  const standing = standingOf(step, me.id, now);
  if (step.ending) return outcomeInWords(step.ending.outcome, day(step.ending.at, now));
  if (standing === 'toAnswer') return t('steps.answerBy', { day: day(step.lapsesAt, now) });
  if (standing === 'sent') return t('steps.noAnswerYet', { day: day(step.lapsesAt, now) });
  if (standing === 'timeOver') return t('steps.timeOver');
  if (step.startsAt !== null && Date.parse(step.startsAt) > now.getTime()) {
    return t('steps.beginsOn', { day: day(step.startsAt, now) });
  }
  return step.dueAt === null ? '' : t('steps.until', { day: day(step.dueAt, now) });
}

function StepRow({ step, primary }: { step: StepSummary; primary: boolean }) {
  const me = useMe();
  const others = othersOf(step.people, me.id);
  const [first] = others;
  return (
    <li>
      {first && <Face name={first.person.name} hue={first.person.organisation.hue} />}
      <div>
        <p>
          <b>{step.title}</b>
        </p>
        <p className="step-with small">
          {others.map(({ person }) => (
            <PersonName key={person.id} person={person} />
          ))}
        </p>
        <p className="soft small">
          <When step={step} />
        </p>
      </div>
      <ButtonLink href={`/steps/${step.id}`} tone={primary ? 'primary' : 'plain'}>
        {primary ? t('steps.look') : t('steps.open')}
        <span className="unseen"> {step.title}</span>
      </ButtonLink>
    </li>
  );
}

/** Steps of mine, each with whom and until when. */
export function StepRows({ steps, primary = false }: { steps: readonly StepSummary[]; primary?: boolean }) {
  return (
    <ul className="rows">
      {steps.map((step) => (
        <StepRow key={step.id} step={step} primary={primary} />
      ))}
    </ul>
  );
}
