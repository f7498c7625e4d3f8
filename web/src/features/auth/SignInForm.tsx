import { askForSignInLink, getWelcome, signInWithPassword } from '@footbridge/contract/auth.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';

function EmailField() {
  return (
    <TextField
      label={t('auth.email')}
      name="email"
      type="email"
      autoComplete="username"
      required
      maxLength={254}
    />
  );
}

function LinkSent({
  email,
  mailLeavesHost,
  onAgain,
}: {
  email: string;
  mailLeavesHost: boolean;
  onAgain: () => void;
}) {
  return (
    <div className="form" aria-live="polite">
      <h2>{t('auth.linkSent')}</h2>
      <p>{t('auth.linkSentWords', { email })}</p>
      {!mailLeavesHost && <p>{t('auth.mailStays')}</p>}
      <div className="button-row">
        <Button onClick={onAgain}>{t('auth.linkAgain')}</Button>
      </div>
    </div>
  );
}

/** Sign in with a password, or have a link sent. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const call = useCall();
  const welcome = useLoad((signal) => call(getWelcome, { signal }), []);
  const [byLink, setByLink] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const askForLink = useAction(async (text: FormText) => {
    await call(askForSignInLink, { body: { email: text('email') } });
    setSentTo(text('email'));
  });
  const signIn = useAction(async (text: FormText) => {
    await call(signInWithPassword, { body: { email: text('email'), password: text('password') } });
    onSignedIn();
  });
  const mailLeavesHost = welcome.data?.mailLeavesHost ?? true;

  if (welcome.data?.needsSetup) return <p>{t('auth.notSetUp')}</p>;
  if (sentTo !== null) {
    return <LinkSent email={sentTo} mailLeavesHost={mailLeavesHost} onAgain={() => setSentTo(null)} />;
  }
  const other = (
    <Button tone="quiet" onClick={() => setByLink(!byLink)}>
      {t(byLink ? 'auth.withPassword' : 'auth.withLink')}
    </Button>
  );
  if (byLink) {
    return (
      <Form key="link" action={askForLink} submit={t('auth.sendLink')} beside={other}>
        <EmailField />
      </Form>
    );
  }
  return (
    <Form key="password" action={signIn} submit={t('auth.signIn')} beside={other}>
      <EmailField />
      <TextField
        label={t('auth.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={200}
      />
    </Form>
  );
}
