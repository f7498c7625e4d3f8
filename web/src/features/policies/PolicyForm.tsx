import {
  type Policy,
  type PolicyVersion,
  publishPolicy,
  publishPolicyVersion,
  publishServerPolicy,
} from '@footbridge/contract/policies.ts';
import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { SelectField, TextArea, TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';

const textOf = (text: FormText) => ({
  title: text('title'),
  summary: text('summary'),
  body: text('body'),
  material: text('weight') === 'material',
});

function PolicyFields({ version }: { version?: PolicyVersion }) {
  return (
    <>
      <TextField
        label={t('policies.title')}
        name="title"
        required
        maxLength={120}
        defaultValue={version?.title}
      />
      <TextField
        label={t('policies.summary')}
        hint={t('policies.summaryHint')}
        name="summary"
        required
        maxLength={600}
        defaultValue={version?.summary}
      />
      <TextArea
        label={t('policies.body')}
        name="body"
        required
        rows={12}
        maxLength={40_000}
        defaultValue={version?.body}
      />
      <ChoiceField
        legend={t(version ? 'policies.weight' : 'policies.weightNew')}
        name="weight"
        defaultValue="material"
        options={[
          {
            value: 'material',
            label: t('policies.weightMaterial'),
            hint: t('policies.weightMaterialMeans'),
          },
          { value: 'minor', label: t('policies.weightMinor'), hint: t('policies.weightMinorMeans') },
        ]}
      />
    </>
  );
}

const EVERYBODY = 'everybody';

interface NewPolicyProps {
  /** Those I may publish for. */
  organisations: readonly OrganisationRef[];
  forEverybody: boolean;
  onPublished: (policy: Policy) => void;
  onCancel: () => void;
}

export function NewPolicy({ organisations, forEverybody, onPublished, onCancel }: NewPolicyProps) {
  const call = useCall();
  const options = [
    ...organisations.map(({ id, name }) => [id, t('policies.peopleOf', { organisation: name })] as const),
    ...(forEverybody ? [[EVERYBODY, t('policies.everybody')] as const] : []),
  ];
  const publish = useAction(async (text: FormText) => {
    const chosen = text('for');
    const body = textOf(text);
    onPublished(
      chosen === EVERYBODY
        ? await call(publishServerPolicy, { body })
        : await call(publishPolicy, { params: { organisationId: chosen }, body }),
    );
  });
  return (
    <Form action={publish} submit={t('policies.publish')} beside={<CancelButton onCancel={onCancel} />}>
      <SelectField label={t('policies.forWhom')} name="for" options={options} />
      <PolicyFields />
    </Form>
  );
}

function CancelButton({ onCancel }: { onCancel: () => void }) {
  return (
    <Button tone="quiet" onClick={onCancel}>
      {t('kit.cancel')}
    </Button>
  );
}

interface NextVersionProps {
  policyId: string;
  /** The newest; it may change while the form is open. */
  newest: PolicyVersion;
  onPublished: () => void;
  /** Somebody else published meanwhile. */
  onOvertaken: () => void;
  onCancel: () => void;
}

/** Goes out from the version that the writer has seen; when another came between it is named, and what was written stays. */
export function NextVersion({ policyId, newest, onPublished, onOvertaken, onCancel }: NextVersionProps) {
  const call = useCall();
  const [begunWith] = useState(newest);
  const publish = useAction(async (text: FormText) => {
    try {
      await call(publishPolicyVersion, {
        params: { policyId },
        body: { ...textOf(text), fromVersion: newest.version },
      });
      onPublished();
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 409) onOvertaken();
      throw error;
    }
  });
  return (
    <>
      {newest.version !== begunWith.version && (
        <div className="policy-between">
          <p>{t('policies.between', { version: newest.version })}</p>
          <p className="policy-body">{newest.body}</p>
        </div>
      )}
      <Form
        action={publish}
        submit={t('policies.publishVersion', { version: newest.version + 1 })}
        beside={<CancelButton onCancel={onCancel} />}
      >
        <PolicyFields version={begunWith} />
      </Form>
    </>
  );
}
