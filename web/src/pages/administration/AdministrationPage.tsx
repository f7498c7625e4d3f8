import { OrganisationList } from '../../features/organisations/OrganisationList.tsx';
import { useMe } from '../../features/people/MeContext.tsx';
import { t } from '../../kit/text/t.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';

/** What stewards and administrators look after. */
export function AdministrationPage() {
  const me = useMe();
  const stewarded = new Set(
    me.affiliations.filter(({ role }) => role === 'steward').map((one) => one.organisation.id),
  );
  return (
    <Page title={t('administration.administration')}>
      <Section title={t('administration.organisations')}>
        <OrganisationList
          canAdd={me.administrator}
          mayChange={(id) => me.administrator || stewarded.has(id)}
        />
      </Section>
      {me.administrator && (
        <>
          <Section title={t('administration.imports')} hint={t('imports.uploadWords')}>
            <ButtonLink href="/administration/imports">{t('imports.imports')}</ButtonLink>
          </Section>
          <Section title={t('administration.server')}>
            <ul className="plain server-links">
              <li>
                <a href="/healthz">{t('administration.health')}</a>
              </li>
              <li>
                <a href="/metrics">{t('administration.metrics')}</a>
              </li>
              <li>
                <a href="/api/openapi.json">{t('administration.api')}</a>
              </li>
            </ul>
          </Section>
        </>
      )}
    </Page>
  );
}
