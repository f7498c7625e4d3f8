import { listOffers } from '@footbridge/contract/offers.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { OfferStepLink, OfferWords } from './OfferRow.tsx';

/** On somebody's card: what of theirs is shown to me. Nothing at all where there is none. */
export function PersonOffers({ personId }: { personId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(listOffers, { query: { personId }, signal }), [personId]);
  const offers = loaded.data?.offers ?? [];
  if (offers.length === 0) return null;
  return (
    <section className="person-offers">
      <h3>{t('offers.ofPerson')}</h3>
      <ul className="plain">
        {offers.map((offer) => (
          <li key={offer.id}>
            <OfferWords offer={offer}>
              <p className="soft small">{t(`offers.${offer.kind}`)}</p>
            </OfferWords>
            {offer.mine === null && <OfferStepLink offer={offer} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
