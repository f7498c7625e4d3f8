import { type Together, getTogether } from '@footbridge/contract/together.ts';
import { useState } from 'react';
import { OrganisationBadge } from '../features/organisations/OrganisationBadge.tsx';
import { SpaceMark } from '../features/spaces/SpaceMark.tsx';
import { SuggestionCard } from '../features/together/SuggestionCard.tsx';
import { SharedRow, ThanksRow } from '../features/together/TogetherRows.tsx';
import { useCall } from '../kit/api/CallContext.tsx';
import { ProblemError } from '../kit/api/problemError.ts';
import { useLoad } from '../kit/api/useLoad.ts';
import { useHeard } from '../kit/live/LiveContext.tsx';
import { t } from '../kit/text/t.ts';
import { day } from '../kit/time/format.ts';
import { useNow } from '../kit/time/useNow.ts';
import { ButtonLink } from '../kit/ui/Button.tsx';
import { EmptyState } from '../kit/ui/EmptyState.tsx';
import { Page, Section } from '../kit/ui/page/Page.tsx';
import { LoadedView } from '../kit/ui/Problem.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const CHANGES = ['stepChanged', 'roundChanged', 'thanksChanged'];

function whenOf({ agreedAt, ending }: Together['steps'][number], now: Date): string {
  if (ending === null) return t('together.underWay', { day: day(agreedAt, now) });
  return t(`together.${ending.outcome}`, { day: day(ending.at, now) });
}

function Steps({ steps }: Pick<Together, 'steps'>) {
  const now = useNow();
  if (steps.length === 0) return null;
  return (
    <Section title={t('together.steps')}>
      <ul className="rows linked">
        {steps.map((step) => (
          <SharedRow key={step.id} href={`/steps/${step.id}`} title={step.title} words={whenOf(step, now)} />
        ))}
      </ul>
    </Section>
  );
}

function Rounds({ rounds }: Pick<Together, 'rounds'>) {
  const now = useNow();
  if (rounds.length === 0) return null;
  return (
    <Section title={t('together.rounds')}>
      <ul className="rows linked">
        {rounds.map(({ id, question, endsAt }) => (
          <SharedRow
            key={id}
            href={`/rounds/${id}`}
            title={question}
            words={t(Date.parse(endsAt) > now.getTime() ? 'together.roundOpen' : 'together.roundOver', {
              day: day(endsAt, now),
            })}
          />
        ))}
      </ul>
    </Section>
  );
}

function Thanks({ thanks }: Pick<Together, 'thanks'>) {
  if (thanks.length === 0) return null;
  return (
    <Section title={t('together.thanks')}>
      <ul className="rows">
        {thanks.map((one) => (
          <ThanksRow key={one.id} thanks={one} />
        ))}
      </ul>
    </Section>
  );
}

function Spaces({ spaces }: Pick<Together, 'spaces'>) {
  if (spaces.length === 0) return null;
  return (
    <Section title={t('together.spaces')}>
      <ul className="rows linked">
        {spaces.map(({ id, name, kind }) => (
          <SharedRow
            key={id}
            href={`/spaces/${id}`}
            title={name}
            words={null}
            mark={<SpaceMark kind={kind} />}
          />
        ))}
      </ul>
    </Section>
  );
}

/** What could come next: the one suggestion with its reason, or, where there was nothing yet, a beginning. */
function Next({ person, steps, rounds, thanks, suggestion }: Together) {
  const [refused, setRefused] = useState(false);
  if (suggestion !== null && !refused) {
    return (
      <Section title={t('together.next')}>
        <SuggestionCard suggestion={suggestion} onRefused={() => setRefused(true)} />
      </Section>
    );
  }
  if (steps.length + rounds.length + thanks.length > 0) return null;
  return (
    <EmptyState
      title={t('together.nothing')}
      action={
        <ButtonLink href={`/steps/new?with=${person.id}&from=person:${person.id}`} tone="primary">
          {t('together.start')}
        </ButtonLink>
      }
    >
      {t('together.nothingWords')}
    </EmptyState>
  );
}

/** What the two of us have done together, for the two of us. */
export function TogetherPage({ personId }: { personId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(getTogether, { params: { personId }, signal }), [personId]);
  useHeard(CHANGES, loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) return <NotFoundPage />;
  const person = loaded.data?.person;
  return (
    <Page
      title={person ? t('together.title', { name: person.name }) : t('together.ofTwo')}
      over={person && <OrganisationBadge organisation={person.organisation} />}
    >
      <LoadedView loaded={loaded} lines={6}>
        {(together) => (
          <>
            <p className="soft together-private">{t('together.private', { name: together.person.name })}</p>
            <Next {...together} />
            <Steps steps={together.steps} />
            <Rounds rounds={together.rounds} />
            <Thanks thanks={together.thanks} />
            <Spaces spaces={together.spaces} />
          </>
        )}
      </LoadedView>
    </Page>
  );
}
