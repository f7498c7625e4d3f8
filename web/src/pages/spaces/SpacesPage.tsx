import { Redirect } from 'wouter';
import { SpaceList } from '../../features/spaces/list/SpaceList.tsx';
import { t } from '../../kit/text/t.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Page } from '../../kit/ui/page/Page.tsx';
import { WIDE, useMedia } from '../../kit/ui/page/useMedia.ts';

/** My spaces where the rail has no room for them. */
export function SpacesPage() {
  const wide = useMedia(WIDE);
  if (wide) return <Redirect to="/find-spaces" replace />;
  return (
    <Page title={t('findSpaces.mine')}>
      <SpaceList />
      <div className="button-row page-actions">
        <ButtonLink href="/find-spaces">{t('findSpaces.find')}</ButtonLink>
        <ButtonLink href="/new-space">{t('findSpaces.new')}</ButtonLink>
      </div>
    </Page>
  );
}
