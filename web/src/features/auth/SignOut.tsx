import { signOut } from '@footbridge/contract/auth.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';

/** Sign out here, or, after a word about it, everywhere. */
export function SignOut({ onSignedOut }: { onSignedOut: () => void }) {
  const call = useCall();
  const [asking, setAsking] = useState(false);
  const leave = useAction(async (everywhere: boolean) => {
    await call(signOut, { body: { everywhere } });
    onSignedOut();
  });

  return (
    <>
      <div className="button-row">
        <Button busy={leave.busy} onClick={() => void leave.run(false)}>
          {t('auth.signOut')}
        </Button>
        <Button tone="quiet" onClick={() => setAsking(true)}>
          {t('auth.signOutEverywhere')}
        </Button>
      </div>
      {!asking && <ProblemNote words={leave.failure} />}
      {asking && (
        <ConfirmDialog
          title={t('auth.signOutEverywhere')}
          action={t('auth.signOutEverywhere')}
          busy={leave.busy}
          failure={leave.failure}
          onConfirm={() => void leave.run(true)}
          onClose={() => setAsking(false)}
        >
          <p>{t('auth.signOutEverywhereWords')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
