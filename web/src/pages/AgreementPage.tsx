import { type Agreement, getAgreement } from '@footbridge/contract/agreements.ts';
import { useState } from 'react';
import { Link } from 'wouter';
import { AgreementForm } from '../features/agreements/AgreementForm.tsx';
import { AgreementVersions } from '../features/agreements/AgreementVersions.tsx';
import { Draft } from '../features/agreements/Draft.tsx';
import { Signing } from '../features/agreements/Signing.tsx';
import { hasOpenDraft, markSeen } from '../features/agreements/rules.ts';
import { useCall } from '../kit/api/CallContext.tsx';
import { ProblemError } from '../kit/api/problemError.ts';
import { useLoad } from '../kit/api/useLoad.ts';
import { useHeard } from '../kit/live/LiveContext.tsx';
import { t } from '../kit/text/t.ts';
import { Button } from '../kit/ui/Button.tsx';
import { EmptyState } from '../kit/ui/EmptyState.tsx';
import { Page, Section } from '../kit/ui/page/Page.tsx';
import { LoadedView } from '../kit/ui/Problem.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

interface ShownProps {
  agreement: Agreement;
  reload: () => void;
  replace: (agreement: Agreement) => void;
}

function Shown({ agreement, reload, replace }: ShownProps) {
  const { draft, versions, mine } = agreement;
  const nothing = draft === null && versions.length === 0;
  // Where there is nothing yet one begins to write at once; a text that comes from somebody else meanwhile takes nothing away.
  const [editing, setEditing] = useState(nothing && mine.mayChange);
  const form = (
    <AgreementForm
      agreement={agreement}
      onSaved={(saved) => {
        setEditing(false);
        replace(saved);
      }}
      onOvertaken={reload}
      onCancel={() => setEditing(false)}
    />
  );
  if (editing) {
    return (
      <Section
        title={t(nothing ? 'agreements.begin' : 'agreements.edit')}
        hint={nothing ? t('agreements.none') : undefined}
      >
        {form}
      </Section>
    );
  }
  if (nothing) {
    return (
      <EmptyState
        title={t('agreements.noneRead')}
        action={mine.mayChange && <Button onClick={() => setEditing(true)}>{t('agreements.begin')}</Button>}
      />
    );
  }
  return (
    <>
      {!mine.mayChange && <p className="page-section soft">{t('agreements.closed')}</p>}
      <Signing agreement={agreement} onSigned={replace} />
      {hasOpenDraft(agreement) && <Draft agreement={agreement} onPublished={replace} onOvertaken={reload} />}
      {mine.mayChange && (
        <div className="button-row page-actions">
          <Button onClick={() => setEditing(true)}>{t('agreements.edit')}</Button>
        </div>
      )}
      <AgreementVersions agreement={agreement} />
    </>
  );
}

/** How people of a space or step work together: written together, signed by each. */
export function AgreementPage({ agreementId }: { agreementId: string }) {
  const call = useCall();
  const loaded = useLoad(
    async (signal) => {
      const agreement = await call(getAgreement, { params: { agreementId }, signal });
      markSeen(localStorage, agreement);
      return agreement;
    },
    [agreementId],
  );
  useHeard(['agreementChanged'], loaded.reload);
  if (loaded.error instanceof ProblemError && loaded.error.problem.status === 404) return <NotFoundPage />;
  const agreement = loaded.data;
  const ofSpace = agreement?.subject === 'space';
  return (
    <Page
      title={agreement ? t('agreements.of', { title: agreement.title }) : t('agreements.title')}
      over={
        agreement && (
          <Link href={`/${ofSpace ? 'spaces' : 'steps'}/${agreementId}`}>
            {t(ofSpace ? 'agreements.toSpace' : 'agreements.toStep')}
          </Link>
        )
      }
    >
      <LoadedView loaded={loaded} lines={8}>
        {(data) => <Shown agreement={data} reload={loaded.reload} replace={loaded.replace} />}
      </LoadedView>
    </Page>
  );
}
