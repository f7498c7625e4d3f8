import {
  archiveSpace,
  leaveSpace,
  renameSpace,
  reopenSpace,
  type Space,
} from '@footbridge/contract/spaces.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../../kit/ui/Dialog.tsx';
import { TextField } from '../../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../../kit/ui/Problem.tsx';
import { useSpaces } from '../SpacesContext.tsx';

/** For stewards: its name, and whether it is open for writing. */
function Stewardship({ space }: { space: Space }) {
  const call = useCall();
  const spaces = useSpaces();
  const [asking, setAsking] = useState(false);
  const params = { spaceId: space.id };
  const rename = useAction(async (text: FormText) => {
    spaces.add(await call(renameSpace, { params, body: { name: text('name') } }));
  });
  const archive = useAction(async () => {
    await call(space.archivedAt === null ? archiveSpace : reopenSpace, { params });
    await spaces.reload(space.id);
    setAsking(false);
  });
  return (
    <>
      <Form action={rename} submit={t('charter.renameDo')} tone="plain">
        <TextField
          label={t('charter.rename')}
          name="name"
          required
          maxLength={80}
          defaultValue={space.name}
        />
      </Form>
      {space.archivedAt === null ? (
        <Button onClick={() => setAsking(true)}>{t('charter.archive')}</Button>
      ) : (
        <Button busy={archive.busy} onClick={() => void archive.run()}>
          {t('charter.reopen')}
        </Button>
      )}
      {!asking && <ProblemNote words={archive.failure} />}
      {asking && (
        <ConfirmDialog
          title={t('charter.archive')}
          action={t('charter.archiveDo', space)}
          busy={archive.busy}
          failure={archive.failure}
          onConfirm={() => void archive.run()}
          onClose={() => setAsking(false)}
        >
          <p>{t('charter.archiveWords', space)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Leaving({ space }: { space: Space }) {
  const call = useCall();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const leave = useAction(async () => {
    await call(leaveSpace, { params: { spaceId: space.id } });
    navigate('/');
  });
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        {t('charter.leave')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('charter.leave')}
          action={t('charter.leaveDo', space)}
          danger
          busy={leave.busy}
          failure={leave.failure}
          onConfirm={() => void leave.run()}
          onClose={() => setAsking(false)}
        >
          <p>{t('charter.leaveWords', space)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** What a member may do about the space itself. */
export function SpaceUpkeep({ space }: { space: Space }) {
  return (
    <div className="upkeep">
      {space.mine.role === 'steward' && <Stewardship space={space} />}
      <Leaving space={space} />
    </div>
  );
}
