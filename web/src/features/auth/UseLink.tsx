import { signInWithLink } from '@footbridge/contract/auth.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { secretOf } from './rules.ts';

/** Uses the link up only when a person presses: mail programs open links too. */
export function UseLink({ onSignedIn }: { onSignedIn: () => void }) {
  const call = useCall();
  const [secret] = useState(() => secretOf(window.location.hash));
  const signIn = useAction(async (of: string) => {
    await call(signInWithLink, { body: { secret: of } });
    onSignedIn();
  });
  const askAgain = <ButtonLink href="/sign-in">{t('auth.askNewLink')}</ButtonLink>;

  if (secret === null) {
    return <ProblemNote words={t('auth.linkIncomplete')}>{askAgain}</ProblemNote>;
  }
  return (
    <div className="form">
      <p>{t('auth.linkWords')}</p>
      <ProblemNote words={signIn.failure}>{askAgain}</ProblemNote>
      <div className="button-row">
        <Button tone="primary" busy={signIn.busy} onClick={() => void signIn.run(secret)}>
          {t('auth.linkUse')}
        </Button>
      </div>
    </div>
  );
}
