import type { Offer } from '@footbridge/contract/offers.ts';
import type { ReactNode } from 'react';
import { t } from '../../kit/text/t.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { PersonName } from '../people/PersonName.tsx';
import './offers.css';

/** What it is, in one line, with its size and more about it. */
export function OfferWords({ offer, children }: { offer: Offer; children?: ReactNode }) {
  return (
    <div>
      {children}
      <p>
        <b>{offer.text}</b>
      </p>
      {offer.details && <p className="offer-details">{offer.details}</p>}
      <p className="soft small">{t(`steps.${offer.size}`)}</p>
    </div>
  );
}

export function OfferStepLink({ offer }: { offer: Offer }) {
  return (
    <ButtonLink href={`/steps/new?with=${offer.person.id}&from=offer:${offer.id}`}>
      {t('offers.step')}
      <span className="unseen">: {offer.text}</span>
    </ButtonLink>
  );
}

/** An offer or ask of somebody, and the step that could begin from it. */
export function OfferRow({ offer }: { offer: Offer }) {
  return (
    <li>
      <Face name={offer.person.name} hue={offer.person.organisation.hue} />
      <OfferWords offer={offer}>
        <p className="small">
          <PersonName person={offer.person} />{' '}
          <span className={offer.kind === 'learn' ? 'offer-kind learn' : 'offer-kind'}>
            {t(`offers.${offer.kind}`)}
          </span>
        </p>
      </OfferWords>
      {offer.mine === null && <OfferStepLink offer={offer} />}
    </li>
  );
}
