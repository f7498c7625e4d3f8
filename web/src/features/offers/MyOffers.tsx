import {
  type Offer,
  type OfferKind,
  changeOffer,
  finishOffer,
  listMyOffers,
  makeOffer,
  removeOffer,
  renewOffer,
} from '@footbridge/contract/offers.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { SelectField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { OfferFields, audienceInWords, offerFrom } from './OfferFields.tsx';
import { OfferWords } from './OfferRow.tsx';

const useIsGuest = (): boolean => useMe().affiliations.every(({ role }) => role === 'guest');

function AddOffer({ onDone }: { onDone: () => void }) {
  const call = useCall();
  const me = useMe();
  const guest = useIsGuest();
  const { toast } = useAnnouncer();
  const organisations = me.affiliations.map(({ organisation }) => organisation);
  const add = useAction(async (text: FormText) => {
    const organisationId = text('organisationId') || (organisations[0]?.id ?? '');
    await call(makeOffer, { body: { kind: text('kind') as OfferKind, ...offerFrom(text), organisationId } });
    toast(t('offers.added'));
    onDone();
  });
  return (
    <Form
      action={add}
      submit={t('offers.add')}
      beside={
        <Button tone="quiet" onClick={onDone}>
          {t('kit.cancel')}
        </Button>
      }
    >
      <ChoiceField<OfferKind>
        legend={t('offers.which')}
        name="kind"
        defaultValue="bring"
        options={[
          { value: 'bring', label: t('offers.bringMine') },
          { value: 'learn', label: t('offers.learnMine') },
        ]}
      />
      <OfferFields guest={guest} />
      {organisations.length > 1 && (
        <SelectField
          label={t('offers.forWhich')}
          name="organisationId"
          options={organisations.map(({ id, name }) => [id, name])}
        />
      )}
    </Form>
  );
}

function ChangeOffer({ offer, onDone }: { offer: Offer; onDone: () => void }) {
  const call = useCall();
  const guest = useIsGuest();
  const save = useAction(async (text: FormText) => {
    await call(changeOffer, { params: { offerId: offer.id }, body: offerFrom(text) });
    onDone();
  });
  return (
    <Form
      action={save}
      submit={t('offers.save')}
      beside={
        <Button tone="quiet" onClick={onDone}>
          {t('offers.cancel')}
        </Button>
      }
    >
      <OfferFields offer={offer} guest={guest} />
    </Form>
  );
}

function Removing({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const call = useCall();
  const remove = useAction(async () => {
    await call(removeOffer, { params: { offerId: offer.id } });
    onClose();
  });
  return (
    <ConfirmDialog
      title={offer.text}
      action={t('offers.remove')}
      danger
      busy={remove.busy}
      failure={remove.failure}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>{t('offers.removeWords')}</p>
    </ConfirmDialog>
  );
}

type Doing = 'reading' | 'changing' | 'removing';

function MyOffer({ offer }: { offer: Offer }) {
  const call = useCall();
  const now = useNow();
  const [doing, setDoing] = useState<Doing>('reading');
  const params = { offerId: offer.id };
  const finishedAt = offer.mine?.finishedAt ?? null;
  const end = useAction(() => call(finishedAt === null ? finishOffer : renewOffer, { params }));
  const read = () => setDoing('reading');
  if (doing === 'changing') {
    return (
      <li className="offer-changing">
        <ChangeOffer offer={offer} onDone={read} />
      </li>
    );
  }
  return (
    <li className={finishedAt === null ? undefined : 'offer-finished'}>
      <OfferWords offer={offer}>
        <p className="small">
          <span className={offer.kind === 'learn' ? 'offer-kind learn' : 'offer-kind'}>
            {t(offer.kind === 'learn' ? 'offers.learnMine' : 'offers.bringMine')}
          </span>
        </p>
      </OfferWords>
      <p className="soft small offer-state">
        {finishedAt === null
          ? offer.mine && t('offers.seenBy', { audience: audienceInWords(offer.mine.audience) })
          : t('offers.finished', { day: day(finishedAt, now) })}
      </p>
      <div className="button-row">
        <Button busy={end.busy} onClick={() => void end.run()}>
          {finishedAt === null ? t('offers.finish') : t('offers.renew')}
        </Button>
        {finishedAt === null && <Button onClick={() => setDoing('changing')}>{t('offers.change')}</Button>}
        <Button tone="quiet" onClick={() => setDoing('removing')}>
          {t('offers.remove')}
        </Button>
      </div>
      <ProblemNote words={end.failure} />
      {doing === 'removing' && <Removing offer={offer} onClose={read} />}
    </li>
  );
}

/** What I bring and would like to learn, and a way to add a line. */
export function MyOffers() {
  const call = useCall();
  const [adding, setAdding] = useState(false);
  const mine = useLoad((signal) => call(listMyOffers, { signal }), []);
  useHeard(['offerChanged'], mine.reload);
  return (
    <Section title={t('offers.mine')} hint={t('offers.mineHint')}>
      <LoadedView loaded={mine} lines={3}>
        {({ offers }) =>
          offers.length === 0 ? (
            <p className="soft">{t('offers.mineNone')}</p>
          ) : (
            <ul className="rows offer-mine">
              {offers.map((offer) => (
                <MyOffer key={offer.id} offer={offer} />
              ))}
            </ul>
          )
        }
      </LoadedView>
      {adding ? (
        <AddOffer onDone={() => setAdding(false)} />
      ) : (
        <Button className="more" onClick={() => setAdding(true)}>
          {t('offers.add')}
        </Button>
      )}
    </Section>
  );
}
