import { useSearchParams } from 'wouter';
import { OpenRound } from '../../features/rounds/OpenRound.tsx';
import { t } from '../../kit/text/t.ts';
import { Page } from '../../kit/ui/page/Page.tsx';

export function RoundNewPage() {
  const [query] = useSearchParams();
  return (
    <Page title={t('rounds.new')}>
      <p className="soft round-intro">{t('rounds.intro')}</p>
      <section className="page-section">
        <OpenRound spaceId={query.get('space')} />
      </section>
    </Page>
  );
}
