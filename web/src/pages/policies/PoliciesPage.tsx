import { listPolicies } from '@footbridge/contract/policies.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMe } from '../../features/people/MeContext.tsx';
import { NewPolicy } from '../../features/policies/PolicyForm.tsx';
import { PolicyList } from '../../features/policies/PolicyList.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';

/** Policies that hold for me; who leads an organisation or the server publishes here. */
export function PoliciesPage() {
  const call = useCall();
  const me = useMe();
  const [, navigate] = useLocation();
  const [writing, setWriting] = useState(false);
  const loaded = useLoad((signal) => call(listPolicies, { signal }), []);
  useHeard(['policyChanged'], loaded.reload);
  const led = me.affiliations
    .filter(({ role }) => role === 'steward')
    .map(({ organisation }) => organisation);
  const mayPublish = me.administrator || led.length > 0;
  if (writing) {
    return (
      <Page title={t('policies.new')}>
        <section className="page-section">
          <NewPolicy
            organisations={led}
            forEverybody={me.administrator}
            onPublished={({ id }) => navigate(`/policies/${id}`)}
            onCancel={() => setWriting(false)}
          />
        </section>
      </Page>
    );
  }
  return (
    <Page
      title={t('policies.policies')}
      actions={mayPublish && <Button onClick={() => setWriting(true)}>{t('policies.new')}</Button>}
    >
      <LoadedView loaded={loaded}>
        {({ policies }) =>
          policies.length === 0 ? (
            <EmptyState title={t('policies.none')}>{t('policies.noneWords')}</EmptyState>
          ) : (
            <Section title={t('policies.all')} hint={t('policies.words')}>
              <PolicyList policies={policies} />
            </Section>
          )
        }
      </LoadedView>
    </Page>
  );
}
