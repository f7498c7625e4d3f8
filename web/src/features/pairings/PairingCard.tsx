import {
  type Pairing,
  acceptPairing,
  avoidPerson,
  offerOtherTimes,
  skipPairing,
} from '@footbridge/contract/pairings.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { day, dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { PersonName } from '../people/PersonName.tsx';
import './pairings.css';

interface PairingProps {
  pairing: Pairing;
  onChanged: () => void;
}

function Times({ pairing, onChanged }: PairingProps) {
  const call = useCall();
  const now = useNow();
  const { toast } = useAnnouncer();
  const { timeZone } = useMe();
  const [none, setNone] = useState(false);
  const params = { pairingId: pairing.id };
  const accept = useAction(async (text: FormText) => {
    const times = pairing.times.map(({ startsAt }) => startsAt).filter((startsAt) => text(startsAt) !== '');
    setNone(times.length === 0);
    if (times.length === 0) return;
    const { agreed } = await call(acceptPairing, { params, body: { times } });
    if (agreed === null) toast(t('pairings.accepted', pairing.with));
    onChanged();
  });
  const other = useAction(async () => {
    await call(offerOtherTimes, { params });
    onChanged();
  });
  if (pairing.times.length === 0) return <p className="soft">{t('pairings.timesOver')}</p>;
  return (
    <Form
      action={accept}
      submit={t('pairings.accept')}
      beside={
        pairing.moreTimes && (
          <Button busy={other.busy} onClick={() => void other.run()}>
            {t('pairings.other')}
          </Button>
        )
      }
    >
      <fieldset className="field">
        <legend>{t('pairings.times')}</legend>
        <p className="soft small">{t('pairings.timesHint', { zone: timeZone.replaceAll('_', ' ') })}</p>
        {pairing.times.map(({ startsAt, mine, theirs }) => (
          <label key={startsAt} className="pairing-time">
            <input type="checkbox" name={startsAt} defaultChecked={mine} />
            {dayAndTime(startsAt, now, timeZone)}
            {theirs && <span className="pairing-theirs small">{t('pairings.theirs', pairing.with)}</span>}
          </label>
        ))}
      </fieldset>
      <ProblemNote words={none ? t('pairings.acceptNone') : other.failure} />
    </Form>
  );
}

/** Ways out, each without a word to the other. */
function Passing({ pairing, onChanged }: PairingProps) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const skip = useAction(async () => {
    await call(skipPairing, { params: { pairingId: pairing.id } });
    toast(t('pairings.skipped'));
    onChanged();
  });
  const avoid = useAction(async () => {
    await call(avoidPerson, { params: { personId: pairing.with.id } });
    toast(t('pairings.avoidAdded', pairing.with));
    onChanged();
  });
  return (
    <>
      <div className="button-row">
        <Button tone="quiet" busy={skip.busy} onClick={() => void skip.run()}>
          {t('pairings.skip')}
        </Button>
        <Button tone="quiet" busy={avoid.busy} onClick={() => void avoid.run()}>
          {t('pairings.avoidThis')}
        </Button>
      </div>
      <ProblemNote words={skip.failure ?? avoid.failure} />
    </>
  );
}

/** Somebody I could meet, and when. */
export function PairingCard({ pairing, onChanged }: PairingProps) {
  const now = useNow();
  const { timeZone } = useMe();
  const { agreed, times, endsAt, roleTitle } = pairing;
  const waits = agreed === null && times.some(({ mine }) => mine);
  return (
    <article className="pairing">
      <header>
        <Face name={pairing.with.name} hue={pairing.with.organisation.hue} />
        <div>
          <h3>
            <PersonName person={pairing.with} />
          </h3>
          {roleTitle !== '' && <p className="soft">{roleTitle}</p>}
        </div>
      </header>
      {agreed !== null && (
        <>
          <p>
            <b>{t('pairings.agreed', { when: dayAndTime(agreed.startsAt, now, timeZone) })}</b>
          </p>
          <div className="button-row">
            <ButtonLink href={`/steps/${agreed.stepId}`} tone="primary">
              {t('pairings.toStep')}
            </ButtonLink>
          </div>
        </>
      )}
      {waits && <p>{t('pairings.waits', pairing.with)}</p>}
      {agreed === null && (
        <>
          {/* Anew when other times are offered or the answer changed elsewhere. */}
          <Times
            key={times.map(({ startsAt, mine }) => startsAt + String(mine)).join(' ')}
            pairing={pairing}
            onChanged={onChanged}
          />
          <Passing pairing={pairing} onChanged={onChanged} />
          <p className="soft small">{t('pairings.until', { day: day(endsAt, now, timeZone) })}</p>
        </>
      )}
    </article>
  );
}
