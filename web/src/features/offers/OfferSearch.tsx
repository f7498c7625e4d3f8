import { type OfferKind, listOffers } from '@footbridge/contract/offers.ts';
import { listOrganisations } from '@footbridge/contract/organisations.ts';
import { STAKE_LEVELS, type TimeStake } from '@footbridge/contract/steps/stakes.ts';
import { useDeferredValue, useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { SelectField, TextField } from '../../kit/ui/form/Field.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { OfferRow } from './OfferRow.tsx';

interface Wanted {
  words: string;
  kind: '' | OfferKind;
  organisationId: string;
  size: '' | TimeStake;
}

function Filter({ wanted, onChange }: { wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  const call = useCall();
  const organisations = useLoad(
    async (signal) => (await call(listOrganisations, { signal })).organisations,
    [],
  );
  return (
    <search className="offer-filter">
      <TextField
        label={t('offers.search')}
        type="search"
        maxLength={100}
        value={wanted.words}
        onChange={(event) => onChange({ ...wanted, words: event.target.value })}
      />
      <SelectField
        label={t('offers.kind')}
        value={wanted.kind}
        onChange={(event) => onChange({ ...wanted, kind: event.target.value as Wanted['kind'] })}
        options={[
          ['', t('offers.kindAll')],
          ['bring', t('offers.kindBring')],
          ['learn', t('offers.kindLearn')],
        ]}
      />
      <SelectField
        label={t('offers.organisation')}
        value={wanted.organisationId}
        onChange={(event) => onChange({ ...wanted, organisationId: event.target.value })}
        options={[
          ['', t('offers.everyOrganisation')],
          ...(organisations.data ?? []).map((one) => [one.id, one.name] as const),
        ]}
      />
      <SelectField
        label={t('offers.size')}
        value={wanted.size}
        onChange={(event) => onChange({ ...wanted, size: event.target.value as Wanted['size'] })}
        options={[
          ['', t('offers.everySize')],
          ...STAKE_LEVELS.time.map((size) => [size, t(`steps.${size}`)] as const),
        ]}
      />
    </search>
  );
}

/** Offers and asks that are shown to me, by words, organisation and size. */
export function OfferSearch() {
  const call = useCall();
  const [wanted, setWanted] = useState<Wanted>({ words: '', kind: '', organisationId: '', size: '' });
  const words = useDeferredValue(wanted.words.trim());
  const query = {
    ...(words && { words }),
    ...(wanted.kind && { kind: wanted.kind }),
    ...(wanted.organisationId && { organisationId: wanted.organisationId }),
    ...(wanted.size && { size: wanted.size }),
  };
  const found = useLoad(
    (signal) => call(listOffers, { query, signal }),
    [words, wanted.kind, wanted.organisationId, wanted.size],
  );
  useHeard(['offerChanged'], found.reload);
  const more = useAction(async (after: string) => {
    const page = await call(listOffers, { query: { ...query, after } });
    found.replace({ offers: [...(found.data?.offers ?? []), ...page.offers], next: page.next });
  });
  return (
    <Section title={t('offers.offers')} hint={t('offers.hint')}>
      <Filter wanted={wanted} onChange={setWanted} />
      <LoadedView loaded={found} lines={8}>
        {({ offers, next }) =>
          offers.length === 0 ? (
            <EmptyState title={t('offers.none')}>{t('offers.noneWords')}</EmptyState>
          ) : (
            <>
              <ul className="rows">
                {offers.map((offer) => (
                  <OfferRow key={offer.id} offer={offer} />
                ))}
              </ul>
              <ProblemNote words={more.failure} />
              {next !== null && (
                <Button className="more" busy={more.busy} onClick={() => void more.run(next)}>
                  {t('offers.more')}
                </Button>
              )}
            </>
          )
        }
      </LoadedView>
    </Section>
  );
}
