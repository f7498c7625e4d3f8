import { useLocation, useSearchParams } from 'wouter';
import { SayThanks } from '../../features/thanks/SayThanks.tsx';
import { t } from '../../kit/text/t.ts';
import { Page } from '../../kit/ui/page/Page.tsx';

/** `?to=<person>&message=<id>` or `&step=<id>`, from a message's menu, a card or a step. */
export function ThanksNewPage() {
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const about = { messageId: params.get('message'), stepId: params.get('step') };
  return (
    <Page title={t('thanks.say')}>
      <div className="page-section">
        <SayThanks toId={params.get('to')} about={about} onSent={() => navigate('/thanks')} />
      </div>
    </Page>
  );
}
