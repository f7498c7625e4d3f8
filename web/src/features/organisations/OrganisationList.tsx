import {
  changeOrganisation,
  createOrganisation,
  listOrganisations,
  type OrganisationRef,
} from '@footbridge/contract/organisations.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { Dialog } from '../../kit/ui/Dialog.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { OrganisationBadge } from './OrganisationBadge.tsx';
import { OrganisationFields, organisationFrom } from './OrganisationFields.tsx';

interface OrganisationDialogProps {
  /** Null to add one. */
  organisation: OrganisationRef | null;
  onSaved: (saved: OrganisationRef) => void;
  onClose: () => void;
}

function OrganisationDialog({ organisation, onSaved, onClose }: OrganisationDialogProps) {
  const call = useCall();
  const save = useAction(async (text: FormText) => {
    const body = organisationFrom(text);
    const saved = organisation
      ? await call(changeOrganisation, { params: { organisationId: organisation.id }, body })
      : await call(createOrganisation, { body });
    onSaved(saved);
  });
  return (
    <Dialog
      title={organisation ? t('organisations.changeOf', organisation) : t('organisations.add')}
      onClose={onClose}
    >
      <Form action={save} submit={t(organisation ? 'organisations.save' : 'organisations.addDo')}>
        <OrganisationFields {...(organisation ? { organisation } : {})} />
      </Form>
    </Dialog>
  );
}

/** The organisations that `mayChange` lets one look after; `canAdd` for administrators. */
export function OrganisationList({
  canAdd,
  mayChange,
}: {
  canAdd: boolean;
  mayChange: (id: string) => boolean;
}) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const organisations = useLoad(
    async (signal) => (await call(listOrganisations, { signal })).organisations,
    [],
  );
  const [open, setOpen] = useState<OrganisationRef | 'new' | null>(null);

  return (
    <>
      <LoadedView loaded={organisations}>
        {(list) => (
          <ul className="rows">
            {list
              .filter(({ id }) => mayChange(id))
              .map((organisation) => (
                <li key={organisation.id}>
                  <div>
                    <b>{organisation.name}</b>
                    <p>
                      <OrganisationBadge organisation={organisation} short />
                    </p>
                  </div>
                  <div className="button-row">
                    <ButtonLink href={`/administration/organisations/${organisation.id}`}>
                      {t('organisations.people')}
                    </ButtonLink>
                    <Button
                      onClick={() => setOpen(organisation)}
                      aria-label={t('organisations.changeOf', organisation)}
                    >
                      {t('organisations.change')}
                    </Button>
                  </div>
                </li>
              ))}
          </ul>
        )}
      </LoadedView>
      {canAdd && (
        <Button className="more" onClick={() => setOpen('new')}>
          {t('organisations.add')}
        </Button>
      )}
      {open !== null && (
        <OrganisationDialog
          organisation={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onSaved={(saved) => {
            setOpen(null);
            organisations.reload();
            toast(t('organisations.saved', saved));
          }}
        />
      )}
    </>
  );
}
