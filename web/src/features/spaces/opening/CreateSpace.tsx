import { createSpace, type HistoryRule, type Reach } from '@footbridge/contract/spaces.ts';
import { listOrganisations } from '@footbridge/contract/organisations.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../../kit/api/CallContext.tsx';
import { useAction } from '../../../kit/api/useAction.ts';
import { useLoad } from '../../../kit/api/useLoad.ts';
import { t } from '../../../kit/text/t.ts';
import { CheckField, ChoiceField, type ChoiceOption } from '../../../kit/ui/form/Choice.tsx';
import { SelectField, TextField } from '../../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../../kit/ui/form/Form.tsx';
import { useMe } from '../../people/MeContext.tsx';
import { CharterFields } from '../charter/CharterFields.tsx';
import { charterFrom } from '../charter/rules.ts';
import { useSpaces } from '../SpacesContext.tsx';

type Kind = 'working' | 'social';

const kinds = (): ChoiceOption<Kind>[] => [
  { value: 'working', label: t('findSpaces.kindWorking'), hint: t('findSpaces.kindWorkingMeans') },
  { value: 'social', label: t('findSpaces.kindSocial'), hint: t('findSpaces.kindSocialMeans') },
];

const reaches = (): ChoiceOption<Reach>[] => [
  { value: 'shared', label: t('findSpaces.reachShared'), hint: t('findSpaces.reachSharedMeans') },
  {
    value: 'organisation',
    label: t('findSpaces.reachOrganisation'),
    hint: t('findSpaces.reachOrganisationMeans'),
  },
  { value: 'listed', label: t('findSpaces.reachListed'), hint: t('findSpaces.reachListedMeans') },
];

const histories = (): ChoiceOption<HistoryRule>[] => [
  { value: 'all', label: t('findSpaces.historyAll'), hint: t('findSpaces.historyAllMeans') },
  { value: 'sinceJoining', label: t('findSpaces.historySince'), hint: t('findSpaces.historySinceMeans') },
];

const NEW_CHARTER = {
  purpose: '',
  norms: '',
  channels: '',
  answerTimes: '',
  conflicts: '',
  keptDays: 730,
  disclosable: true,
};

/** Opens a space, with its charter from the start: everybody who comes knows what holds. */
export function CreateSpace() {
  const call = useCall();
  const spaces = useSpaces();
  const me = useMe();
  const [, navigate] = useLocation();
  const mine = me.affiliations.filter(({ role }) => role !== 'guest').map(({ organisation }) => organisation);
  const [reach, setReach] = useState<Reach>('shared');
  const known = useLoad((signal) => call(listOrganisations, { signal }), []);
  const own = new Set(mine.map(({ id }) => id));
  const others = (known.data?.organisations ?? []).filter(({ id }) => !own.has(id));
  const create = useAction(async (text: FormText) => {
    const space = await call(createSpace, {
      body: {
        name: text('name'),
        kind: text('kind') as Kind,
        reach: text('reach') as Reach,
        historyRule: text('historyRule') as HistoryRule,
        leadOrganisationId: text('leadOrganisationId') || (mine[0]?.id ?? ''),
        charter: charterFrom(text),
        withOrganisationIds:
          text('reach') === 'shared'
            ? others.filter(({ id }) => text(`with ${id}`) === 'on').map(({ id }) => id)
            : [],
      },
    });
    spaces.add(space);
    navigate(`/spaces/${space.id}`);
  });

  return (
    <Form action={create} submit={t('findSpaces.create')}>
      <TextField label={t('findSpaces.name')} name="name" required maxLength={80} />
      <ChoiceField legend={t('findSpaces.kind')} name="kind" defaultValue="working" options={kinds()} />
      {mine.length > 1 && (
        <SelectField
          label={t('findSpaces.lead')}
          name="leadOrganisationId"
          options={mine.map(({ id, name }) => [id, name])}
        />
      )}
      <ChoiceField
        legend={t('findSpaces.reach')}
        name="reach"
        value={reach}
        onChoose={setReach}
        options={reaches()}
      />
      {reach === 'shared' && others.length > 0 && (
        <fieldset className="field">
          <legend>{t('charter.with')}</legend>
          <p className="soft small">{t('charter.withHint')}</p>
          {others.map(({ id, name }) => (
            <CheckField key={id} name={`with ${id}`} label={name} />
          ))}
        </fieldset>
      )}
      <ChoiceField
        legend={t('findSpaces.history')}
        name="historyRule"
        defaultValue="all"
        options={histories()}
      />
      <CharterFields charter={NEW_CHARTER} />
    </Form>
  );
}
