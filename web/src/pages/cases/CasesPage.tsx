import { listCases } from '@footbridge/contract/cases.ts';
import { Link } from 'wouter';
import { namesOf } from '../../features/cases/rules.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { LOCALE } from '../../kit/text/locale.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { Page } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';

/** The cases I am in, open ones first. */
export function CasesPage() {
  const call = useCall();
  const now = useNow();
  const loaded = useLoad((signal) => call(listCases, { signal }), []);
  useHeard(['caseChanged'], loaded.reload);
  return (
    <Page title={t('cases.cases')}>
      <LoadedView loaded={loaded}>
        {({ cases }) =>
          cases.length === 0 ? (
            <EmptyState title={t('cases.none')}>{t('cases.noneWords')}</EmptyState>
          ) : (
            <ul className="rows linked page-section">
              {cases.map((one) => (
                <li key={one.id}>
                  <div>
                    <Link href={`/cases/${one.id}`} className="row-link">
                      <span className="unseen">
                        {t('cases.between', { names: namesOf(one.parties, LOCALE) })}
                      </span>
                    </Link>
                    <p aria-hidden="true">
                      <b>{t('cases.between', { names: namesOf(one.parties, LOCALE) })}</b>
                    </p>
                    <p className="soft small">
                      {one.closedAt === null
                        ? `${t(`cases.${one.stage}`)}, ${t('cases.until', { day: day(one.dueAt, now) })}`
                        : `${t('cases.closed')}, ${day(one.closedAt, now)}`}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </LoadedView>
    </Page>
  );
}
