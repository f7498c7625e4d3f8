import type { Policy } from '@footbridge/contract/policies.ts';
import { Link } from 'wouter';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Badge } from '../../kit/ui/Badge.tsx';
import { ForWhom } from './PolicyFacts.tsx';
import './policies.css';

/** Policies with what they ask in short; what waits for me comes first. */
export function PolicyList({ policies }: { policies: readonly Policy[] }) {
  const now = useNow();
  return (
    <ul className="rows policy-rows">
      {policies.map((policy) => (
        <li key={policy.id}>
          <div>
            <Link href={`/policies/${policy.id}`} className="policy-title">
              {policy.title}
            </Link>
            <p>{policy.summary}</p>
            <p className="soft small">
              <span>
                <ForWhom organisation={policy.organisation} />
              </span>
              {policy.accepted && (
                <span>
                  {t('policies.acceptedOn', {
                    version: policy.accepted.version,
                    when: dayAndTime(policy.accepted.at, now),
                  })}
                </span>
              )}
            </p>
          </div>
          {policy.due && <Badge tone="attention">{t('policies.due')}</Badge>}
        </li>
      ))}
    </ul>
  );
}
