import { FindSpaces } from '../../features/spaces/finding/FindSpaces.tsx';
import { t } from '../../kit/text/t.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Page } from '../../kit/ui/page/Page.tsx';

export function FindSpacesPage() {
  return (
    <Page
      title={t('findSpaces.find')}
      actions={<ButtonLink href="/new-space">{t('findSpaces.new')}</ButtonLink>}
    >
      <FindSpaces />
    </Page>
  );
}
