import { changePassword } from '@footbridge/contract/auth.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';

/** Sets the first password of an account, or another one. */
export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const [changes, setChanges] = useState(0);
  const needsCurrent = hasPassword || changes > 0;
  const change = useAction(async (text: FormText) => {
    const current = needsCurrent ? { current: text('current') } : {};
    await call(changePassword, { body: { ...current, password: text('password') } });
    setChanges(changes + 1);
    toast(t('auth.passwordDone'));
  });

  return (
    <Form
      key={changes}
      action={change}
      submit={t(needsCurrent ? 'auth.passwordChange' : 'auth.passwordSet')}
      tone="plain"
    >
      {needsCurrent && (
        <TextField
          label={t('auth.passwordCurrent')}
          name="current"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
      )}
      <TextField
        label={t('auth.passwordNew')}
        hint={t('auth.passwordHint')}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
      />
      <p className="soft small">{t('auth.passwordWords')}</p>
    </Form>
  );
}
