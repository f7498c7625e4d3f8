import { getGoodWorkWeek, type GoodWork } from '@footbridge/contract/thanks.ts';
import { WorkLine } from '../../features/thanks/work/WorkLine.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { dayHeading, longDay } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { Page } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';

function Day({ day, works }: { day: string; works: GoodWork[] }) {
  const now = useNow();
  return (
    <section className="week-day">
      <h2>{dayHeading(`${day}T12:00:00Z`, now, 'UTC')}</h2>
      <ul className="plain thanks-list">
        {works.map((work) => (
          <li key={work.id}>
            <WorkLine work={work} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NameIt() {
  return (
    <ButtonLink href="/thanks/good-work" tone="primary">
      {t('thanks.nameIt')}
    </ButtonLink>
  );
}

/** Good work that people agreed to have read, of one week, for everybody who is a member of an organisation here. */
export function ThanksWeekPage({ week }: { week: string | null }) {
  const call = useCall();
  const now = useNow();
  const loaded = useLoad(
    (signal) => call(getGoodWorkWeek, { query: week === null ? {} : { week }, signal }),
    [week],
  );
  const shown = loaded.data;
  const over = shown && {
    from: longDay(`${shown.from}T12:00:00Z`, now, 'UTC'),
    to: longDay(`${shown.to}T12:00:00Z`, now, 'UTC'),
  };
  return (
    <Page title={t('thanks.week')} over={over ? t('thanks.weekOf', over) : undefined} actions={<NameIt />}>
      <LoadedView loaded={loaded} lines={6}>
        {({ works, earlier, later }) => (
          <div className="page-section">
            {works.length === 0 && (
              <EmptyState title={t('thanks.weekNone')}>{t('thanks.weekNoneWords')}</EmptyState>
            )}
            {[...new Set(works.map((work) => work.day))].map((day) => (
              <Day key={day} day={day} works={works.filter((work) => work.day === day)} />
            ))}
            <div className="button-row page-actions">
              {earlier !== null && (
                <ButtonLink href={`/thanks/week/${earlier}`}>{t('thanks.earlier')}</ButtonLink>
              )}
              {later !== null && <ButtonLink href={`/thanks/week/${later}`}>{t('thanks.later')}</ButtonLink>}
            </div>
          </div>
        )}
      </LoadedView>
    </Page>
  );
}
