import { joinSpace, type FindableSpace } from '@footbridge/contract/spaces.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { t } from '../../../kit/text/t.ts';
import { Button } from '../../../kit/ui/Button.tsx';
import { ChoiceField } from '../../../kit/ui/form/Choice.tsx';
import { ConfirmDialog } from '../../../kit/ui/Dialog.tsx';
import { ProblemNote } from '../../../kit/ui/Problem.tsx';
import { useMe } from '../../people/MeContext.tsx';
import { useSpaces } from '../SpacesContext.tsx';

/** Joins and goes there; who has several organisations says first for which one they act there. */
export function JoinSpace({ space }: { space: FindableSpace }) {
  const call = useCall();
  const spaces = useSpaces();
  const me = useMe();
  const [, navigate] = useLocation();
  // A guest of an organisation is brought in by others and joins nothing for it.
  const mine = me.affiliations.filter(({ role }) => role !== 'guest').map(({ organisation }) => organisation);
  const [asking, setAsking] = useState(false);
  const [organisationId, setOrganisationId] = useState(
    (mine.find(({ id }) => id === space.leadOrganisation.id) ?? mine[0])?.id ?? '',
  );
  const join = useAction(async () => {
    spaces.add(
      await call(joinSpace, {
        params: { spaceId: space.id },
        body: organisationId ? { organisationId } : {},
      }),
    );
    navigate(`/spaces/${space.id}`);
  });

  return (
    <>
      <Button
        tone="primary"
        busy={join.busy}
        onClick={() => (mine.length > 1 ? setAsking(true) : void join.run())}
        aria-label={t('findSpaces.joinOf', space)}
      >
        {t('findSpaces.join')}
      </Button>
      {!asking && <ProblemNote words={join.failure} />}
      {asking && (
        <ConfirmDialog
          title={t('findSpaces.joinOf', space)}
          action={t('findSpaces.joinOf', space)}
          busy={join.busy}
          failure={join.failure}
          onConfirm={() => void join.run()}
          onClose={() => setAsking(false)}
        >
          <p>{t('findSpaces.joinAsWords', space)}</p>
          <ChoiceField
            legend={t('findSpaces.joinAs')}
            name="organisation"
            value={organisationId}
            onChoose={setOrganisationId}
            options={mine.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </ConfirmDialog>
      )}
    </>
  );
}
