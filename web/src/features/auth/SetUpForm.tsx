import { setUp } from '@footbridge/contract/auth.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { TimeZoneField } from '../../kit/ui/form/TimeZoneField.tsx';
import { OrganisationFields, organisationFrom } from '../organisations/OrganisationFields.tsx';
import { secretOf } from './rules.ts';

/** Makes the first administrator and the first organisation, with the secret of the printed link. */
export function SetUpForm({ onSignedIn }: { onSignedIn: () => void }) {
  const call = useCall();
  const [secret] = useState(() => secretOf(window.location.hash));
  const begin = useAction(async (text: FormText) => {
    await call(setUp, {
      body: {
        secret: secret ?? '',
        name: text('name'),
        email: text('email'),
        password: text('password'),
        timeZone: text('timeZone'),
        organisation: organisationFrom(text, 'organisation.'),
      },
    });
    onSignedIn();
  });

  if (secret === null) return <ProblemNote words={t('auth.setUpIncomplete')} />;
  return (
    <Form action={begin} submit={t('auth.setUpDo')}>
      <fieldset className="field-group">
        <legend>{t('auth.setUpYou')}</legend>
        <TextField
          label={t('auth.name')}
          hint={t('auth.nameHint')}
          name="name"
          autoComplete="name"
          required
          maxLength={100}
        />
        <TextField
          label={t('auth.email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
        />
        <NewPasswordField />
        <TimeZoneField label={t('auth.timeZone')} name="timeZone" />
      </fieldset>
      <fieldset className="field-group">
        <legend>{t('auth.setUpOrganisation')}</legend>
        <OrganisationFields prefix="organisation." />
      </fieldset>
    </Form>
  );
}

/** `later`: it may stay empty, then the account signs in by links. */
export function NewPasswordField({ later = false }: { later?: boolean }) {
  return (
    <TextField
      label={t('auth.password')}
      hint={t(later ? 'auth.passwordLater' : 'auth.passwordHint')}
      name="password"
      type="password"
      autoComplete="new-password"
      required={!later}
      minLength={10}
      maxLength={200}
    />
  );
}
