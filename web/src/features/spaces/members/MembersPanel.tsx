import {
  changeMemberRole,
  removeMember,
  type Member,
  type Space,
  type SpaceRole,
} from '@footbridge/contract/spaces.ts';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { useStore } from '../../../kit/store.ts';
import { t } from '../../../kit/text/t.ts';
import { useAnnouncer } from '../../../kit/ui/Announcer.tsx';
import { Badge } from '../../../kit/ui/Badge.tsx';
import { ConfirmDialog } from '../../../kit/ui/Dialog.tsx';
import { Face } from '../../../kit/ui/Face.tsx';
import { Menu, MenuItem } from '../../../kit/ui/Menu.tsx';
import { LoadedView, ProblemNote } from '../../../kit/ui/Problem.tsx';
import { PersonName } from '../../people/PersonName.tsx';
import { useSpace, useSpaces } from '../SpacesContext.tsx';
import { AddMember } from './AddMember.tsx';
import './members.css';

const ROLES: [role: SpaceRole, words: 'members.makeSteward' | 'members.makeMember' | 'members.makeGuest'][] =
  [
    ['steward', 'members.makeSteward'],
    ['member', 'members.makeMember'],
    ['guest', 'members.makeGuest'],
  ];

function MemberActions({ space, member }: { space: Space; member: Member }) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const [asking, setAsking] = useState(false);
  const { person } = member;
  const params = { spaceId: space.id, personId: person.id };
  const changeRole = useAction(async (role: SpaceRole) => {
    await call(changeMemberRole, { params, body: { role } });
    toast(t('members.roleChanged', { name: person.name, role }));
  });
  const remove = useAction(async () => {
    await call(removeMember, { params });
    toast(t('members.removed', person));
  });

  return (
    <>
      <Menu label={t('members.actions', person)} icon={<Ellipsis />}>
        {ROLES.filter(([role]) => role !== member.role).map(([role, words]) => (
          <MenuItem key={role} onChoose={() => void changeRole.run(role)}>
            {t(words)}
          </MenuItem>
        ))}
        <MenuItem danger onChoose={() => setAsking(true)}>
          {t('members.remove')}
        </MenuItem>
      </Menu>
      <ProblemNote words={changeRole.failure} />
      {asking && (
        <ConfirmDialog
          title={t('members.removeTitle', person)}
          action={t('members.removeDo', person)}
          danger
          busy={remove.busy}
          failure={remove.failure}
          onConfirm={() => void remove.run().then((done) => done && setAsking(false))}
          onClose={() => setAsking(false)}
        >
          <p>{t('members.removeWords', person)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function MemberRow({ space, member }: { space: Space; member: Member }) {
  return (
    <li className="member">
      <Face name={member.person.name} hue={member.person.organisation.hue} size="small" />
      <div>
        <PersonName person={member.person} link />
        <p className="soft small">
          {member.roleTitle} {member.role !== 'member' && <Badge>{t(`members.${member.role}`)}</Badge>}
        </p>
      </div>
      {space.mine.role === 'steward' && space.kind !== 'direct' && (
        <MemberActions space={space} member={member} />
      )}
    </li>
  );
}

/** Who is in a space, as it is now; stewards bring in, change roles and remove here. */
export function MembersPanel({ spaceId }: { spaceId: string }) {
  const spaces = useSpaces();
  const space = useSpace(spaceId);
  const members = useStore(spaces.store, (state) => state.members[spaceId] ?? null);
  const loaded = useLoad(async () => {
    await spaces.loadMembers(spaceId);
    return true;
  }, [spaceId]);

  return (
    <LoadedView loaded={loaded} lines={8}>
      {() =>
        space && members ? (
          <>
            {space.mine.role === 'steward' && space.kind !== 'direct' && (
              <AddMember space={space} members={members} />
            )}
            <ul className="members plain">
              {members.map((member) => (
                <MemberRow key={member.person.id} space={space} member={member} />
              ))}
            </ul>
          </>
        ) : null
      }
    </LoadedView>
  );
}
