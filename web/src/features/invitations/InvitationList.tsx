import { revokeInvitation, type Invitation } from '@footbridge/contract/invitations.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import type { Loaded } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';

function InvitationRow({
  invitation,
  busy,
  onRevoke,
}: {
  invitation: Invitation;
  busy: boolean;
  onRevoke: () => void;
}) {
  const now = useNow();
  const who = invitation.email ?? t('invitations.forAnyone');
  const expired = new Date(invitation.expiresAt) <= now;
  return (
    <li>
      <div>
        <b>{who}</b>
        <p className="soft small">
          {t('invitations.facts', {
            role: invitation.role,
            name: invitation.invitedBy?.name ?? t('kit.product'),
            day: day(invitation.expiresAt, now),
          })}
        </p>
        {invitation.spaces.length > 0 && (
          <p className="soft small">{invitation.spaces.map((space) => space.name).join(', ')}</p>
        )}
      </div>
      {invitation.acceptedAt !== null && (
        <span className="soft small">
          {t('invitations.usedOn', { day: day(invitation.acceptedAt, now) })}
        </span>
      )}
      {invitation.acceptedAt === null && expired && (
        <span className="soft small">
          {t('invitations.expired', { day: day(invitation.expiresAt, now) })}
        </span>
      )}
      {invitation.acceptedAt === null && !expired && (
        <Button busy={busy} onClick={onRevoke} aria-label={t('invitations.revokeOf', { who })}>
          {t('invitations.revoke')}
        </Button>
      )}
    </li>
  );
}

/** Invitations of an organisation, open ones and used ones. */
export function InvitationList({ invitations }: { invitations: Loaded<Invitation[]> }) {
  const call = useCall();
  const revoke = useAction(async (invitationId: string) => {
    await call(revokeInvitation, { params: { invitationId } });
    invitations.reload();
  });
  return (
    <LoadedView loaded={invitations} lines={2}>
      {(list) =>
        list.length === 0 ? (
          <p className="soft">{t('invitations.none')}</p>
        ) : (
          <>
            <ul className="rows">
              {list.map((one) => (
                <InvitationRow
                  key={one.id}
                  invitation={one}
                  busy={revoke.busy}
                  onRevoke={() => void revoke.run(one.id)}
                />
              ))}
            </ul>
            <ProblemNote words={revoke.failure} />
          </>
        )
      }
    </LoadedView>
  );
}
