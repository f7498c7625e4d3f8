import { type Case, acceptCase, declineCase } from '@footbridge/contract/cases.ts';
import { useLocation } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';

/** To help or not; a no is silent. */
export function Asked({ shown, onChanged }: { shown: Case; onChanged: (shown: Case) => void }) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const [, navigate] = useLocation();
  const params = { caseId: shown.id };
  const accept = useAction(async () => onChanged(await call(acceptCase, { params })));
  const decline = useAction(async () => {
    await call(declineCase, { params });
    toast(t('cases.saidNo'));
    navigate('/');
  });
  return (
    <Section title={t('cases.asked')} hint={t('cases.askedWords')}>
      <div className="button-row">
        <Button tone="primary" busy={accept.busy} onClick={() => void accept.run()}>
          {t('cases.yes')}
        </Button>
        <Button busy={decline.busy} onClick={() => void decline.run()}>
          {t('cases.no')}
        </Button>
      </div>
      <ProblemNote words={accept.failure ?? decline.failure} />
    </Section>
  );
}
