import { getAgreement } from '@footbridge/contract/agreements.ts';
import { Handshake } from 'lucide-react';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { noticeOf } from './rules.ts';
import './agreements.css';

/** In a space: its agreement asks for my signature, or a small change was made to it. Otherwise nothing. */
export function AgreementNotice({ spaceId }: { spaceId: string }) {
  const call = useCall();
  const loaded = useLoad(
    (signal) => call(getAgreement, { params: { agreementId: spaceId }, signal }),
    [spaceId],
  );
  useHeard(['agreementChanged'], loaded.reload);
  const notice = loaded.data && noticeOf(localStorage, loaded.data);
  if (!notice) return null;
  return (
    <p className="agreement-notice" role="status">
      <Handshake aria-hidden="true" />
      <span>{t(notice === 'sign' ? 'agreements.noticeSign' : 'agreements.noticeMinor')}</span>
      <Link href={`/agreements/space/${spaceId}`}>{t('agreements.noticeDo')}</Link>
    </p>
  );
}
