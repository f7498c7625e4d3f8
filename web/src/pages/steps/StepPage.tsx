import { oneNotchUp } from '@footbridge/contract/steps/stakes.ts';
import { type Step, getStep } from '@footbridge/contract/steps.ts';
import { MessageSquare } from 'lucide-react';
import { Fragment } from 'react';
import { useMe } from '../../features/people/MeContext.tsx';
import { OrganisationBadge } from '../../features/organisations/OrganisationBadge.tsx';
import { levelInWords, othersOf, outcomeInWords, standingOf } from '../../features/steps/rules.ts';
import { StepAnswer, StepWaits } from '../../features/steps/StepAnswer.tsx';
import { StepCheckIn } from '../../features/steps/StepCheckIn.tsx';
import { StepEnding } from '../../features/steps/StepEnding.tsx';
import { StepHow } from '../../features/steps/StepHow.tsx';
import { StepPeople } from '../../features/steps/StepPeople.tsx';
import { StepReflections } from '../../features/steps/StepReflections.tsx';
import { StepSize } from '../../features/steps/StepSize.tsx';
import { StepStages } from '../../features/steps/StepStages.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import '../../features/steps/steps.css';

function Between({ step }: { step: Step }) {
  const organisations = [
    ...new Map(step.people.map(({ person }) => [person.organisation.id, person.organisation])).values(),
  ];
  return (
    <span className="step-between">
      {t('steps.between')}
      {organisations.map((organisation, place) => (
        <Fragment key={organisation.id}>
          {place > 0 && ` ${t('steps.and')} `}
          <OrganisationBadge organisation={organisation} />
        </Fragment>
      ))}
    </span>
  );
}

/** After the end: one notch up on one side, or sideways, and the other ways to go on. */
function Next({ step }: { step: Step }) {
  const me = useMe();
  const up = step.ending?.outcome === 'done' ? oneNotchUp(step.stakes) : undefined;
  const others = othersOf(step.people, me.id).map(({ person }) => person.id);
  return (
    <Section title={t('steps.next')}>
      <div className="step-note">
        <p>
          {up
            ? t('steps.nextUp', {
                axis: t(`steps.${up.axis}`),
                level: levelInWords(up.axis, up.stakes[up.axis]),
              })
            : t('steps.nextAgain')}
        </p>
        <div className="button-row">
          <ButtonLink href={`/steps/new?with=${others.join(',')}&from=step:${step.id}`}>
            {t('steps.nextWith')}
          </ButtonLink>
          <ButtonLink href={`/thanks/new?to=${others[0]}&step=${step.id}`} tone="quiet">
            {t('steps.thank')}
          </ButtonLink>
          <ButtonLink href={`/stories/new?space=${step.spaceId}`} tone="quiet">
            {t('stories.start')}
          </ButtonLink>
        </div>
      </div>
    </Section>
  );
}

interface PartProps {
  step: Step;
  onChanged: (step: Step) => void;
}

function Ended({ step, onChanged }: PartProps) {
  const now = useNow();
  if (!step.ending) return null;
  const stopped = step.ending.outcome === 'stopped';
  return (
    <Section
      title={outcomeInWords(step.ending.outcome, day(step.ending.at, now))}
      hint={`${stopped ? `${t('steps.outcomeStoppedWords')} ` : ''}${t('steps.lookBackHint')}`}
    >
      <StepReflections step={step} onChanged={onChanged} />
    </Section>
  );
}

/** What there is to do now. */
function Now({ step, onChanged }: PartProps) {
  const me = useMe();
  const now = useNow();
  const standing = standingOf(step, me.id, now);
  if (standing === 'ended') return <Ended step={step} onChanged={onChanged} />;
  if (standing === 'lapsed') return <p className="page-section soft">{t('steps.lapsed')}</p>;
  if (standing === 'sent') {
    return (
      <section className="page-section">
        <StepWaits step={step} />
      </section>
    );
  }
  if (standing === 'toAnswer') {
    return (
      <Section title={t('steps.answer')} hint={t('steps.answerHint')}>
        <StepAnswer step={step} onChanged={onChanged} />
      </Section>
    );
  }
  const over = standing === 'timeOver';
  return (
    <section className="page-section">
      {over && <StepEnding step={step} over onChanged={onChanged} />}
      {!over && <StepCheckIn step={step} onChanged={onChanged} />}
      <div className="button-row page-actions">
        <ButtonLink href={`/spaces/${step.spaceId}`} tone="primary">
          <MessageSquare aria-hidden="true" />
          {t('steps.talk')}
        </ButtonLink>
        <ButtonLink href={`/cases/new?about=step:${step.id}`} tone="quiet">
          {t('steps.notWell')}
        </ButtonLink>
      </div>
    </section>
  );
}

function Whole({ step, onChanged }: PartProps) {
  const me = useMe();
  const standing = standingOf(step, me.id, useNow());
  // A proposal is read before it is answered; later what there is to do comes first.
  const before = step.state === 'proposed';
  return (
    <>
      <StepStages step={step} />
      {!before && <Now step={step} onChanged={onChanged} />}
      <Section title={t('steps.size')}>
        <StepSize step={step} />
      </Section>
      <Section title={t('steps.how')}>
        <StepHow step={step} onChanged={onChanged} />
        <StepPeople step={step} />
      </Section>
      {before && <Now step={step} onChanged={onChanged} />}
      {standing === 'underWay' && (
        <Section title={t('steps.end')}>
          <StepEnding step={step} over={false} onChanged={onChanged} />
        </Section>
      )}
      {standing === 'ended' && <Next step={step} />}
    </>
  );
}

/** One small step, from the proposal to looking back. */
export function StepPage({ stepId }: { stepId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(getStep, { params: { stepId }, signal }), [stepId]);
  useHeard(['stepChanged'], loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) {
    return (
      <Page title={t('steps.gone')}>
        <div className="not-found">
          <p>{t('steps.goneWords')}</p>
          <ButtonLink href="/steps" tone="primary">
            {t('steps.toSteps')}
          </ButtonLink>
        </div>
      </Page>
    );
  }
  const step = loaded.data;
  return (
    <Page title={step?.title ?? t('steps.steps')} over={step && <Between step={step} />}>
      <LoadedView loaded={loaded} lines={8}>
        {(shown) => <Whole step={shown} onChanged={loaded.replace} />}
      </LoadedView>
    </Page>
  );
}
