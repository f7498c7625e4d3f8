import { type Policy, getPolicy, withdrawPolicy } from '@footbridge/contract/policies.ts';
import type { ReplyOf } from '@footbridge/contract/kit/endpoint.ts';
import { useState } from 'react';
import { Link } from 'wouter';
import { NextVersion } from '../../features/policies/PolicyForm.tsx';
import { PolicyReading } from '../../features/policies/PolicyReading.tsx';
import { WaitingPeople } from '../../features/policies/WaitingPeople.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';

type Loaded = ReplyOf<typeof getPolicy>;

function Withdraw({ policy, onWithdrawn }: { policy: Policy; onWithdrawn: () => void }) {
  const call = useCall();
  const [asking, setAsking] = useState(false);
  const withdraw = useAction(async () => {
    await call(withdrawPolicy, { params: { policyId: policy.id } });
    setAsking(false);
    onWithdrawn();
  });
  return (
    <>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        {t('policies.withdraw')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('policies.withdraw')}
          action={t('policies.withdraw')}
          danger
          busy={withdraw.busy}
          failure={withdraw.failure}
          onConfirm={() => void withdraw.run()}
          onClose={() => setAsking(false)}
        >
          <p>{t('policies.withdrawWords')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Shown({ loaded, reload }: { loaded: Loaded; reload: () => void }) {
  const { policy, versions } = loaded;
  const { toast } = useAnnouncer();
  const [writing, setWriting] = useState(false);
  const [newest] = versions;
  if (writing && newest) {
    return (
      <Section title={t('policies.change')}>
        <NextVersion
          policyId={policy.id}
          newest={newest}
          onPublished={() => {
            setWriting(false);
            reload();
          }}
          onOvertaken={reload}
          onCancel={() => setWriting(false)}
        />
      </Section>
    );
  }
  return (
    <>
      <PolicyReading
        policy={policy}
        versions={versions}
        onAccepted={() => {
          toast(t('policies.accepted'));
          reload();
        }}
      />
      {policy.mine && policy.withdrawnAt === null && (
        <>
          <WaitingPeople policy={policy} />
          <div className="button-row page-actions">
            <Button onClick={() => setWriting(true)}>{t('policies.change')}</Button>
            <Withdraw policy={policy} onWithdrawn={reload} />
          </div>
        </>
      )}
    </>
  );
}

/** One policy: what changed, accepting it, its versions; for its publisher who has not accepted yet. */
export function PolicyPage({ policyId }: { policyId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(getPolicy, { params: { policyId }, signal }), [policyId]);
  useHeard(['policyChanged'], loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) return <NotFoundPage />;
  return (
    <Page
      title={loaded.data?.policy.title ?? t('policies.policies')}
      over={<Link href="/policies">{t('policies.all')}</Link>}
    >
      <LoadedView loaded={loaded} lines={8}>
        {(data) => <Shown loaded={data} reload={loaded.reload} />}
      </LoadedView>
    </Page>
  );
}
