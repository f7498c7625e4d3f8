import type { PersonRef } from '@footbridge/contract/people.ts';
import { THANKS_ACT_MAX, THANKS_HELPED_MAX, giveThanks } from '@footbridge/contract/thanks.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { newId } from '../../kit/live/newId.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { TextArea, TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { ChoosePerson, ChosenPerson, usePersonById } from './ChoosePerson.tsx';
import './thanks.css';

interface About {
  messageId: string | null;
  stepId: string | null;
}

function Words({ person, about, onSent }: { person: PersonRef; about: About; onSent: () => void }) {
  const call = useCall();
  const { toast } = useAnnouncer();
  // Sent again after a cut line, it is still the same thanks.
  const [clientId] = useState(newId);
  const send = useAction(async (text: FormText) => {
    await call(giveThanks, {
      body: {
        clientId,
        personId: person.id,
        act: text('act').replaceAll(/\s+/g, ' '),
        helped: text('helped'),
        ...(about.messageId === null ? {} : { messageId: about.messageId }),
        ...(about.stepId === null ? {} : { stepId: about.stepId }),
      },
    });
    toast(t('thanks.sent', person));
    onSent();
  });
  return (
    <Form action={send} submit={t('thanks.send', person)}>
      {about.messageId !== null && <p className="soft">{t('thanks.aboutMessage')}</p>}
      {about.stepId !== null && <p className="soft">{t('thanks.aboutStep')}</p>}
      <TextArea
        label={t('thanks.act')}
        hint={t('thanks.actHint')}
        name="act"
        rows={3}
        maxLength={THANKS_ACT_MAX}
        required
      />
      <TextField label={t('thanks.helped')} name="helped" maxLength={THANKS_HELPED_MAX} required />
      <p className="soft small">{t('thanks.sendWords', person)}</p>
    </Form>
  );
}

/** Thanks from me to somebody: for a message or a step that the address names, or for anything. */
export function SayThanks({
  toId,
  about,
  onSent,
}: {
  toId: string | null;
  about: About;
  onSent: () => void;
}) {
  const named = usePersonById(toId);
  const [chosen, setChosen] = useState<PersonRef | 'asked' | null>(toId === null ? 'asked' : null);
  if (chosen === 'asked') return <ChoosePerson label={t('thanks.whom')} onChoose={setChosen} />;
  const fill = (person: PersonRef) => (
    <>
      <ChosenPerson person={person} onChange={() => setChosen('asked')} />
      <Words
        key={person.id}
        person={person}
        about={person.id === toId ? about : { messageId: null, stepId: null }}
        onSent={onSent}
      />
    </>
  );
  return chosen === null ? (
    <LoadedView loaded={named}>{(person) => person && fill(person)}</LoadedView>
  ) : (
    fill(chosen)
  );
}
