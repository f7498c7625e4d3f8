import { type Step, changeMyWords } from '@footbridge/contract/steps.ts';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { useMe } from '../people/MeContext.tsx';

const FROM = {
  answer: 'steps.cameFromAnswer',
  offer: 'steps.cameFromOffer',
  message: 'steps.cameFromMessage',
  step: 'steps.cameFromStep',
  story: 'steps.cameFromStory',
  pairing: 'steps.cameFromPairing',
} as const;

/** Where it can be read: an answer is read in its round, an offer may be finished, and a pairing is over. */
const PLACES: { [Kind in keyof typeof FROM]?: string } = {
  message: '/messages',
  step: '/steps',
  story: '/stories',
};

function Origin({ kind, id }: { kind: keyof typeof FROM; id: string }) {
  const words = t(FROM[kind]);
  const place = PLACES[kind];
  return place === undefined ? words : <Link href={`${place}/${id}`}>{words}</Link>;
}

/** The two lines that each writes for themselves. */
export function OwnWordsFields({ benefit, atStake }: { benefit: string; atStake: string }) {
  return (
    <>
      <TextField
        label={t('steps.myBenefit')}
        hint={t('steps.myBenefitHint')}
        name="benefit"
        maxLength={300}
        defaultValue={benefit}
      />
      <TextField
        label={t('steps.myStake')}
        name="atStake"
        required
        maxLength={200}
        defaultValue={atStake || t('steps.nothingBig')}
      />
    </>
  );
}

function MyWords({ step, onChanged }: { step: Step; onChanged: (step: Step) => void }) {
  const call = useCall();
  const me = useMe();
  const { toast } = useAnnouncer();
  const [open, setOpen] = useState(false);
  const mine = step.people.find(({ person }) => person.id === me.id);
  const save = useAction(async (text: FormText) => {
    const body = { benefit: text('benefit'), atStake: text('atStake') };
    onChanged(await call(changeMyWords, { params: { stepId: step.id }, body }));
    setOpen(false);
    toast(t('steps.wordsSaved'));
  });
  if (!open) {
    return (
      <div className="button-row step-own-words">
        <Button tone="quiet" onClick={() => setOpen(true)}>
          {t('steps.ownWords')}
        </Button>
      </div>
    );
  }
  return (
    <Form
      action={save}
      submit={t('steps.saveWords')}
      beside={
        <Button tone="quiet" onClick={() => setOpen(false)}>
          {t('kit.cancel')}
        </Button>
      }
    >
      <OwnWordsFields benefit={mine?.benefit ?? ''} atStake={mine?.atStake ?? ''} />
    </Form>
  );
}

function Words({ term, words }: { term: string; words: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  );
}

/** What it is for, what each gets from it and risks in their own words, and that either may stop. */
export function StepHow({ step, onChanged }: { step: Step; onChanged: (step: Step) => void }) {
  const me = useMe();
  const accepted = step.people.some(({ person, accepted: yes }) => yes && person.id === me.id);
  return (
    <>
      <dl className="facts">
        {step.purpose && <Words term={t('steps.purpose')} words={step.purpose} />}
        {step.people.map(({ person, benefit, atStake }) => (
          <div key={person.id}>
            <dt>{t('steps.benefitOf', { name: person.name })}</dt>
            <dd>
              <p className={benefit ? undefined : 'soft'}>{benefit || t('steps.notSaid')}</p>
              {atStake && <p className="soft small">{t('steps.atStake', { words: atStake })}</p>}
            </dd>
          </div>
        ))}
        {step.state !== 'proposed' && (
          <div>
            <dt>{t('steps.agreement')}</dt>
            <dd>
              <Link href={`/agreements/step/${step.id}`}>{t('steps.agreementLink')}</Link>
            </dd>
          </div>
        )}
        <Words term={t('steps.stopping')} words={t('steps.stoppingWords')} />
        {step.origin && step.origin.kind !== 'person' && (
          <div>
            <dt>{t('steps.cameFrom')}</dt>
            <dd>
              <Origin kind={step.origin.kind} id={step.origin.id} />
            </dd>
          </div>
        )}
      </dl>
      {accepted && step.state !== 'ended' && <MyWords step={step} onChanged={onChanged} />}
    </>
  );
}
