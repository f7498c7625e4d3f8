import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import { useState } from 'react';
import { t } from '../../kit/text/t.ts';
import { Face } from '../../kit/ui/Face.tsx';
import { Field, TextField } from '../../kit/ui/form/Field.tsx';
import type { FormText } from '../../kit/ui/form/Form.tsx';
import { OrganisationBadge } from './OrganisationBadge.tsx';

/** What was filled in, for the contract. */
export const organisationFrom = (text: FormText, prefix = '') => ({
  name: text(`${prefix}name`),
  shortName: text(`${prefix}shortName`),
  hue: Number(text(`${prefix}hue`)),
});

interface OrganisationFieldsProps {
  organisation?: OrganisationRef;
  /** Stands before each name where the form is about more, as in `organisation.`. */
  prefix?: string;
}

/** Name, short name and colour, with the badge they make. */
export function OrganisationFields({ organisation, prefix = '' }: OrganisationFieldsProps) {
  const [seen, setSeen] = useState({
    name: organisation?.name ?? '',
    shortName: organisation?.shortName ?? '',
    hue: organisation?.hue ?? 200,
  });
  const badge = { id: '', ...seen, name: seen.name || t('organisations.name') };
  return (
    <>
      <TextField
        label={t('organisations.name')}
        name={`${prefix}name`}
        required
        maxLength={100}
        autoComplete="organization"
        defaultValue={seen.name}
        onChange={(event) => setSeen({ ...seen, name: event.target.value })}
      />
      <TextField
        label={t('organisations.shortName')}
        hint={t('organisations.shortNameHint')}
        name={`${prefix}shortName`}
        required
        minLength={2}
        maxLength={4}
        pattern="[\p{L}\p{N}]{2,4}"
        defaultValue={seen.shortName}
        onChange={(event) => setSeen({ ...seen, shortName: event.target.value })}
      />
      <Field label={t('organisations.colour')} hint={t('organisations.colourHint')} name={`${prefix}hue`}>
        {(control) => (
          <input
            {...control}
            className="hue-range"
            type="range"
            name={`${prefix}hue`}
            min={0}
            max={359}
            value={seen.hue}
            onChange={(event) => setSeen({ ...seen, hue: event.target.valueAsNumber })}
          />
        )}
      </Field>
      <figure className="organisation-preview">
        <figcaption className="soft small">{t('organisations.preview')}</figcaption>
        <Face name={t('organisations.somebody')} hue={seen.hue} />
        <b>{t('organisations.somebody')}</b>
        <OrganisationBadge organisation={badge} />
        {seen.shortName && <OrganisationBadge organisation={badge} short />}
      </figure>
    </>
  );
}
