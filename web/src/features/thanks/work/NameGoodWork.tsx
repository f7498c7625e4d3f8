import type { PersonRef } from '@footbridge/contract/people.ts';
import { GOOD_WORK_LINE_MAX, nameGoodWork } from '@footbridge/contract/thanks.ts';
import { useState } from 'react';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { newId } from '../../../kit/live/newId.ts';
import { t } from '../../../kit/text/t.ts';
import { useAnnouncer } from '../../../kit/ui/Announcer.tsx';
import { TextArea } from '../../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../../kit/ui/form/Form.tsx';
import { ChoosePerson, ChosenPerson } from '../ChoosePerson.tsx';

interface Link {
  messageId: string | null;
  storyId: string | null;
}

function Line({ person, link, onSent }: { person: PersonRef; link: Link; onSent: () => void }) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const [clientId] = useState(newId);
  const send = useAction(async (text: FormText) => {
    await call(nameGoodWork, {
      body: {
        clientId,
        personId: person.id,
        line: text('line').replaceAll(/\s+/g, ' '),
        ...(link.messageId === null ? {} : { messageId: link.messageId }),
        ...(link.storyId === null ? {} : { storyId: link.storyId }),
      },
    });
    toast(t('thanks.named', person));
    onSent();
  });
  return (
    <Form action={send} submit={t('thanks.nameDo', person)}>
      <TextArea
        label={t('thanks.workLine')}
        hint={t('thanks.workHint')}
        name="line"
        rows={2}
        maxLength={GOOD_WORK_LINE_MAX}
        required
      />
      <p className="soft small">{t('thanks.nameWords', person)}</p>
    </Form>
  );
}

/** Names somebody else's work: the person first, then the line. */
export function NameGoodWork({
  person: first,
  link,
  onSent,
}: {
  person: PersonRef | null;
  link: Link;
  onSent: () => void;
}) {
  const [person, setPerson] = useState(first);
  if (person === null) return <ChoosePerson label={t('thanks.whose')} onChoose={setPerson} />;
  return (
    <>
      <ChosenPerson person={person} onChange={() => setPerson(null)} />
      <Line
        key={person.id}
        person={person}
        link={link}
        onSent={() => {
          setPerson(null);
          onSent();
        }}
      />
    </>
  );
}
