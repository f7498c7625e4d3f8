import { getWelcome } from '@footbridge/contract/auth.ts';
import { acceptInvitation, readInvitation } from '@footbridge/contract/invitations.ts';
import type { ReplyOf } from '@footbridge/contract/kit/endpoint.ts';
import { getMe, type Me } from '@footbridge/contract/people.ts';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { longDay } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { TimeZoneField } from '../../kit/ui/form/TimeZoneField.tsx';
import { NewPasswordField } from '../auth/SetUpForm.tsx';
import { OrganisationBadge } from '../organisations/OrganisationBadge.tsx';
import './invitations.css';

type Reading = ReplyOf<typeof readInvitation>;

/** What one is invited to, by whom and until when. */
function InvitationWords({ invitation }: { invitation: Reading }) {
  const now = useNow();
  const { organisation, invitedBy, role, spaces, claims, expiresAt } = invitation;
  return (
    <div className="invitation">
      <p>{t('invitations.by', { name: invitedBy, organisation: organisation.name, role })}</p>
      <p>
        <OrganisationBadge organisation={organisation} />
      </p>
      {spaces.length > 0 && (
        <>
          <p>{t('invitations.spaces')}</p>
          <ul>
            {spaces.map((space) => (
              <li key={space.name}>{space.name}</li>
            ))}
          </ul>
        </>
      )}
      {claims !== null && <p>{t('invitations.claims', { name: claims })}</p>}
      <p className="soft small">{t('invitations.until', { day: longDay(expiresAt, now) })}</p>
    </div>
  );
}

interface AcceptProps {
  secret: string;
  invitation: Reading;
  onAccepted: () => void;
}

function JoinAsMe({ me, secret, invitation, onAccepted }: AcceptProps & { me: Me }) {
  const call = useCall();
  const accept = useAction(async () => {
    await call(acceptInvitation, { body: { secret } });
    onAccepted();
  });
  return (
    <div className="form">
      <p>{t('invitations.acceptAs', { name: me.name })}</p>
      <ProblemNote words={accept.failure} />
      <div className="button-row">
        <Button tone="primary" busy={accept.busy} onClick={() => void accept.run()}>
          {t('invitations.accept', { organisation: invitation.organisation.name })}
        </Button>
      </div>
      <p className="soft small">{t('invitations.notYou')}</p>
    </div>
  );
}

function JoinAsNew({ secret, invitation, onAccepted }: AcceptProps) {
  const call = useCall();
  const accept = useAction(async (text: FormText) => {
    const account = {
      name: text('account.name'),
      email: text('account.email'),
      timeZone: text('account.timeZone'),
      roleTitle: text('account.roleTitle').trim(),
      ...(text('password') ? { password: text('password') } : {}),
    };
    await call(acceptInvitation, { body: { secret, account } });
    onAccepted();
  });
  return (
    <>
      <h2>{t('invitations.newAccount')}</h2>
      <Form action={accept} submit={t('invitations.accept', { organisation: invitation.organisation.name })}>
        <TextField
          label={t('auth.name')}
          hint={t('auth.nameHint')}
          name="account.name"
          autoComplete="name"
          required
          maxLength={100}
          defaultValue={invitation.claims ?? ''}
        />
        <TextField
          label={t('invitations.email')}
          name="account.email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          defaultValue={invitation.email ?? ''}
        />
        <TextField
          label={t('invitations.roleTitle')}
          name="account.roleTitle"
          autoComplete="organization-title"
          maxLength={100}
        />
        <NewPasswordField later />
        <TimeZoneField label={t('auth.timeZone')} name="account.timeZone" />
      </Form>
      <details className="have-account">
        <summary>{t('invitations.haveAccount')}</summary>
        <p>{t('invitations.haveAccountWords')}</p>
        <p>
          <Link href="/sign-in">{t('auth.signIn')}</Link>
        </p>
      </details>
    </>
  );
}

/** Accepts an invitation, with the account I have or with a new one. `secret` comes from the link. */
export function AcceptInvitation({ secret, onAccepted }: { secret: string; onAccepted: () => void }) {
  const call = useCall();
  const loaded = useLoad(
    async (signal) => {
      const invitation = await call(readInvitation, { body: { secret }, signal });
      const { signedIn } = await call(getWelcome, { signal });
      const me = signedIn ? await call(getMe, { signal }) : null;
      return { invitation, me };
    },
    [secret],
  );

  return (
    <LoadedView loaded={loaded}>
      {({ invitation, me }) => (
        <>
          <InvitationWords invitation={invitation} />
          {me === null ? (
            <JoinAsNew secret={secret} invitation={invitation} onAccepted={onAccepted} />
          ) : (
            <JoinAsMe me={me} secret={secret} invitation={invitation} onAccepted={onAccepted} />
          )}
        </>
      )}
    </LoadedView>
  );
}
