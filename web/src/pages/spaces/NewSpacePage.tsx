import { CreateSpace } from '../../features/spaces/opening/CreateSpace.tsx';
import { WithParkedPlans } from '../../features/stories/WithParkedPlans.tsx';
import { t } from '../../kit/text/t.ts';
import { Page } from '../../kit/ui/page/Page.tsx';

export function NewSpacePage() {
  return (
    <Page title={t('findSpaces.new')}>
      <div className="page-section">
        <WithParkedPlans fields={['name', 'purpose']}>
          <CreateSpace />
        </WithParkedPlans>
      </div>
    </Page>
  );
}
