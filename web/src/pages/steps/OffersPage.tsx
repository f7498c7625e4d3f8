import { MyOffers } from '../../features/offers/MyOffers.tsx';
import { OfferSearch } from '../../features/offers/OfferSearch.tsx';
import { StepTabs } from '../../features/steps/StepTabs.tsx';
import { t } from '../../kit/text/t.ts';
import { Page } from '../../kit/ui/page/Page.tsx';

/** What people here can bring and would like to learn, and what I do. */
export function OffersPage() {
  return (
    <Page title={t('offers.offers')}>
      <StepTabs />
      <MyOffers />
      <OfferSearch />
    </Page>
  );
}
