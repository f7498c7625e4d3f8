import {
  INVITATION_DAYS_DEFAULT,
  INVITATION_DAYS_MAX,
  invite,
  type Invitation,
} from '@footbridge/contract/invitations.ts';
import type { AffiliationRole } from '@footbridge/contract/people.ts';
import { listSpaces, type Space } from '@footbridge/contract/spaces.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { CheckField, ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { CopyField } from '../../kit/ui/form/CopyField.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import './invitations.css';

const ROLES: AffiliationRole[] = ['member', 'guest', 'steward'];
const roleOptions = () =>
  ROLES.map((value) => ({ value, label: t(`people.${value}`), hint: t(`people.${value}Means`) }));

function SpaceChoices({ spaces }: { spaces: Space[] }) {
  if (spaces.length === 0) return <p className="soft small">{t('invitations.noSpaces')}</p>;
  return (
    <div className="invite-spaces">
      {spaces.map((space) => (
        <CheckField key={space.id} name={`space ${space.id}`} label={space.name} />
      ))}
    </div>
  );
}

function Made({
  invitation,
  onAnother,
}: {
  invitation: Invitation & { link: string };
  onAnother: () => void;
}) {
  const hint = invitation.email
    ? t('invitations.linkMailed', { email: invitation.email })
    : t('invitations.linkWords');
  return (
    <div className="form">
      <CopyField label={t('invitations.link')} hint={hint} text={invitation.link} />
      <div className="button-row">
        <Button onClick={onAnother}>{t('invitations.another')}</Button>
      </div>
    </div>
  );
}

/** Invites one person into an organisation and some of my spaces; the link is shown to be passed on. */
export function InviteForm({ organisationId, onInvited }: { organisationId: string; onInvited: () => void }) {
  const call = useCall();
  const [made, setMade] = useState<(Invitation & { link: string }) | null>(null);
  const spaces = useLoad(async (signal) => {
    const mine = await call(listSpaces, { signal });
    return mine.spaces.filter((space) => space.kind !== 'direct' && space.archivedAt === null);
  }, []);
  const send = useAction(async (text: FormText) => {
    const email = text('email').trim();
    const invitation = await call(invite, {
      params: { organisationId },
      body: {
        ...(email ? { email } : {}),
        role: text('role') as AffiliationRole,
        spaceIds: (spaces.data ?? []).map(({ id }) => id).filter((id) => text(`space ${id}`) === 'on'),
        days: Number(text('days')),
      },
    });
    setMade(invitation);
    onInvited();
  });

  if (made) return <Made invitation={made} onAnother={() => setMade(null)} />;
  return (
    <Form action={send} submit={t('invitations.inviteDo')}>
      <TextField
        label={t('invitations.inviteEmail')}
        hint={t('invitations.inviteEmailHint')}
        name="email"
        type="email"
        maxLength={254}
      />
      <ChoiceField legend={t('invitations.role')} name="role" defaultValue="member" options={roleOptions()} />
      <fieldset className="field">
        <legend>{t('invitations.inSpaces')}</legend>
        <LoadedView loaded={spaces} lines={2}>
          {(list) => <SpaceChoices spaces={list} />}
        </LoadedView>
      </fieldset>
      <TextField
        label={t('invitations.days')}
        name="days"
        type="number"
        required
        min={1}
        max={INVITATION_DAYS_MAX}
        defaultValue={INVITATION_DAYS_DEFAULT}
      />
    </Form>
  );
}
