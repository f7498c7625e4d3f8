import { type Case, getCase } from '@footbridge/contract/cases.ts';
import { Link } from 'wouter';
import { Asked } from '../../features/cases/Asked.tsx';
import { GoOn } from '../../features/cases/GoOn.tsx';
import { namesOf } from '../../features/cases/rules.ts';
import { Stages } from '../../features/cases/Stages.tsx';
import { PersonName } from '../../features/people/PersonName.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { LOCALE } from '../../kit/text/locale.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import '../../features/cases/cases.css';

function Whole({ shown, onChanged }: { shown: Case; onChanged: (shown: Case) => void }) {
  const now = useNow();
  const stage = shown.stages.at(-1);
  return (
    <>
      <ul className="plain case-people page-section">
        {shown.parties.map((person) => (
          <li key={person.id}>
            <PersonName person={person} />
          </li>
        ))}
      </ul>
      <p className="soft small">
        {t('cases.openedBy', { name: shown.openedBy.name, day: day(shown.openedAt, now) })}.{' '}
        {t('cases.onlyWe')}
      </p>
      {shown.role === 'asked' && <Asked shown={shown} onChanged={onChanged} />}
      {shown.matter !== null && (
        <Section title={t('cases.matter')}>
          <p className="case-words">{shown.matter}</p>
        </Section>
      )}
      <Section title={t('cases.stages')}>
        <Stages shown={shown} />
      </Section>
      {stage && <GoOn key={stage.id} shown={shown} stage={stage} onChanged={onChanged} />}
      <p className="page-section">
        <Link href="/cases">{t('cases.cases')}</Link>
      </p>
    </>
  );
}

/** One case, for those it is between and those who help. */
export function CasePage({ caseId }: { caseId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(getCase, { params: { caseId }, signal }), [caseId]);
  useHeard(['caseChanged'], loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) {
    return (
      <Page title={t('cases.gone')}>
        <div className="not-found">
          <p>{t('cases.goneWords')}</p>
          <ButtonLink href="/" tone="primary">
            {t('frame.home')}
          </ButtonLink>
        </div>
      </Page>
    );
  }
  const shown = loaded.data;
  return (
    <Page
      title={shown ? t('cases.between', { names: namesOf(shown.parties, LOCALE) }) : t('cases.cases')}
      over={(shown?.closedAt ?? null) === null ? t('cases.notWell') : t('cases.closed')}
    >
      <LoadedView loaded={loaded} lines={8}>
        {(data) => <Whole shown={data} onChanged={loaded.replace} />}
      </LoadedView>
    </Page>
  );
}
