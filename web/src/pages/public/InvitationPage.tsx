import { useState } from 'react';
import { AcceptInvitation } from '../../features/invitations/AcceptInvitation.tsx';
import { secretOf } from '../../features/auth/rules.ts';
import { t } from '../../kit/text/t.ts';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { PublicPage } from './PublicPage.tsx';

export function InvitationPage({ onSignedIn }: { onSignedIn: () => void }) {
  const [secret] = useState(() => secretOf(window.location.hash));
  return (
    <PublicPage title={t('invitations.title')}>
      {secret === null ? (
        <ProblemNote words={t('invitations.incomplete')} />
      ) : (
        <AcceptInvitation secret={secret} onAccepted={onSignedIn} />
      )}
    </PublicPage>
  );
}
