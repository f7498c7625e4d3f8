import { CreateSpace } from '../features/spaces/opening/CreateSpace.tsx';
import { t } from '../kit/text/t.ts';
import { Page } from '../kit/ui/page/Page.tsx';

export function NewSpacePage() {
  return (
    <Page title={t('findSpaces.new')}>
      <div className="page-section">
        <CreateSpace />
      </div>
    </Page>
  );
}
