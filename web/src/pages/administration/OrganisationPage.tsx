import { listInvitations } from '@footbridge/contract/invitations.ts';
import { listOrganisations } from '@footbridge/contract/organisations.ts';
import { AccountList } from '../../features/accounts/AccountList.tsx';
import { InvitationList } from '../../features/invitations/InvitationList.tsx';
import { InviteForm } from '../../features/invitations/InviteForm.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { BackLink } from './BackLink.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';

/** The people of an organisation and its invitations, for its stewards. */
export function OrganisationPage({ organisationId }: { organisationId: string }) {
  const call = useCall();
  const organisations = useLoad(
    async (signal) => (await call(listOrganisations, { signal })).organisations,
    [],
  );
  const invitations = useLoad(
    async (signal) => (await call(listInvitations, { params: { organisationId }, signal })).invitations,
    [organisationId],
  );
  const organisation = organisations.data?.find(({ id }) => id === organisationId);
  if (organisations.data && !organisation) return <NotFoundPage />;
  return (
    <Page
      title={organisation?.name ?? t('administration.administration')}
      over={<BackLink href="/administration">{t('administration.back')}</BackLink>}
    >
      <LoadedView loaded={organisations}>
        {() =>
          organisation && (
            <>
              <Section title={t('invitations.invite')}>
                <InviteForm organisationId={organisationId} onInvited={invitations.reload} />
              </Section>
              <Section title={t('invitations.open')}>
                <InvitationList invitations={invitations} />
              </Section>
              <Section title={t('administration.people', { organisation: organisation.name })}>
                <AccountList organisation={organisation} />
              </Section>
            </>
          )
        }
      </LoadedView>
    </Page>
  );
}
