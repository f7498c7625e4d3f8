import { changeMe, type Me } from '@footbridge/contract/people.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { TimeZoneField } from '../../kit/ui/form/TimeZoneField.tsx';

/** My name, my zone and, for each organisation of mine, what I do there. */
export function ProfileForm({ me, onChanged }: { me: Me; onChanged: (me: Me) => void }) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const save = useAction(async (text: FormText) => {
    let changed = await call(changeMe, { body: { name: text('name'), timeZone: text('timeZone') } });
    for (const { organisation, roleTitle } of me.affiliations) {
      const title = text(`roleTitle ${organisation.id}`).trim();
      if (title === roleTitle) continue;
      // One after the other: each reply is all of me, and the last one must hold every change.
      changed = await call(changeMe, { body: { roleTitle: { organisationId: organisation.id, title } } });
    }
    onChanged(changed);
    toast(t('people.saved'));
  });

  return (
    <Form action={save} submit={t('people.save')}>
      <TextField
        label={t('people.name')}
        hint={t('people.nameHint')}
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        defaultValue={me.name}
      />
      {me.affiliations.map(({ organisation, roleTitle }) => (
        <TextField
          key={organisation.id}
          label={t('people.roleTitle', { organisation: organisation.name })}
          hint={t('people.roleTitleHint')}
          name={`roleTitle ${organisation.id}`}
          autoComplete="organization-title"
          maxLength={100}
          defaultValue={roleTitle}
        />
      ))}
      <TimeZoneField label={t('people.timeZone')} name="timeZone" value={me.timeZone} />
    </Form>
  );
}
