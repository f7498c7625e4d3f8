import { listMyAcceptances } from '@footbridge/contract/policies.ts';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { ForWhom } from './PolicyFacts.tsx';
import './policies.css';

/** What I accepted and when; for my eyes. */
export function MyAcceptances() {
  const call = useCall();
  const now = useNow();
  const loaded = useLoad((signal) => call(listMyAcceptances, { signal }), []);
  useHeard(['policyChanged'], loaded.reload);
  return (
    <>
      <LoadedView loaded={loaded} lines={2}>
        {({ acceptances }) =>
          acceptances.length === 0 ? (
            <p className="soft">{t('policies.mineNone')}</p>
          ) : (
            <ul className="rows policy-rows">
              {acceptances.map(({ policyId, title, organisation, version, acceptedAt }) => (
                <li key={`${policyId} ${version}`}>
                  <div>
                    <Link href={`/policies/${policyId}`} className="policy-title">
                      {title}
                    </Link>
                    <p className="soft small">
                      <span>
                        <ForWhom organisation={organisation} />
                      </span>
                      <span>{t('policies.mineLine', { version, when: dayAndTime(acceptedAt, now) })}</span>
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </LoadedView>
      <div className="button-row page-actions">
        <ButtonLink href="/policies">{t('policies.all')}</ButtonLink>
      </div>
    </>
  );
}
