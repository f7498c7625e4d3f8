import { RoundList } from '../../features/rounds/RoundList.tsx';
import { StepTabs } from '../../features/steps/StepTabs.tsx';
import { t } from '../../kit/text/t.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { Page } from '../../kit/ui/page/Page.tsx';

export function RoundsPage() {
  return (
    <Page
      title={t('rounds.title')}
      actions={
        <ButtonLink href="/rounds/new" tone="primary">
          {t('rounds.new')}
        </ButtonLink>
      }
    >
      <StepTabs />
      <p className="soft round-intro">{t('rounds.intro')}</p>
      <RoundList
        which="open"
        title={t('rounds.open')}
        empty={<EmptyState title={t('rounds.none')}>{t('rounds.noneWords')}</EmptyState>}
      />
      <RoundList which="mine" title={t('rounds.mine')} />
      <RoundList which="over" title={t('rounds.over')} />
    </Page>
  );
}
