import { useState } from 'react';
import { secretOf } from '../../features/auth/rules.ts';
import { LinkedRound } from '../../features/rounds/LinkedRound.tsx';
import { t } from '../../kit/text/t.ts';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { PublicPage } from './PublicPage.tsx';

/** A round for somebody without an account. */
export function RoundLinkPage() {
  const [secret] = useState(() => secretOf(window.location.hash));
  return (
    <PublicPage title={t('rounds.linkTitle')}>
      {secret === null ? <ProblemNote words={t('rounds.linkIncomplete')} /> : <LinkedRound secret={secret} />}
    </PublicPage>
  );
}
