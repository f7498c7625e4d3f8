import { listPolicies } from '@footbridge/contract/policies.ts';
import { FileText } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import './policies.css';

/** Over every page, as long as a policy waits for me: reading goes on below it. Not on the page where it is accepted. */
export function PolicyBanner() {
  const call = useCall();
  const [location] = useLocation();
  const loaded = useLoad((signal) => call(listPolicies, { signal }), []);
  useHeard(['policyChanged'], loaded.reload);
  const due = loaded.data?.policies.find((policy) => policy.due);
  if (!due || location === `/policies/${due.id}`) return null;
  const { title } = due;
  return (
    <aside className="policy-banner" aria-label={t('policies.policies')}>
      <FileText aria-hidden="true" />
      <p>{t(due.accepted ? 'policies.banner' : 'policies.bannerNew', { title })}</p>
      <Link href={`/policies/${due.id}`}>{t('policies.bannerDo')}</Link>
    </aside>
  );
}
