import {
  type Case,
  type CaseStage,
  type CaseStageKind,
  OUTCOME_MAX,
  appealCase,
  closeCase,
  openCaseStage,
  stagesAfter,
} from '@footbridge/contract/cases.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { TextArea, TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { WhoHelps } from './WhoHelps.tsx';
import { endOfDay, proposedDay } from './rules.ts';

interface GoOnProps {
  shown: Case;
  stage: CaseStage;
  onChanged: (shown: Case) => void;
}

/** A stage to come: who helps and until when, sent by `send`. */
function NextStage({
  shown,
  kinds,
  current,
  submit,
  send,
}: {
  shown: Case;
  kinds: readonly CaseStageKind[];
  current: CaseStageKind | null;
  submit: string;
  send: (stage: { kind: CaseStageKind; helperIds: string[]; dueAt: string }) => Promise<void>;
}) {
  const now = useNow();
  const [kind, setKind] = useState(kinds.at(-1) ?? 'appeal');
  const [helpers, setHelpers] = useState<PersonRef[]>([]);
  const [none, setNone] = useState(false);
  const go = useAction(async (text: FormText) => {
    setNone(helpers.length === 0);
    if (helpers.length === 0) return;
    await send({ kind, helperIds: helpers.map(({ id }) => id), dueAt: endOfDay(text('dueAt')) });
  });
  return (
    <Form action={go} submit={submit} tone="plain">
      {kinds.length > 1 && (
        <ChoiceField
          legend={t('cases.goOnWhere')}
          name="kind"
          value={kind}
          options={kinds.toReversed().map((value) => ({
            value,
            label: t(`cases.${value}`),
            hint: t(value === current ? 'cases.same' : `cases.${value}Words`),
          }))}
          onChoose={(value) => {
            setKind(value);
            setHelpers([]);
          }}
        />
      )}
      <WhoHelps
        kind={kind}
        chosen={helpers}
        onChange={setHelpers}
        leaveOut={shown.parties.map(({ id }) => id)}
      />
      <TextField label={t('cases.due')} type="date" name="dueAt" required defaultValue={proposedDay(now)} />
      <ProblemNote words={none ? t('cases.helperNone') : null} />
    </Form>
  );
}

function Close({ shown, stage, onChanged }: GoOnProps) {
  const call = useCall();
  const close = useAction(async (text: FormText) => {
    const body = { text: text('text'), fromStageId: stage.id };
    onChanged(await call(closeCase, { params: { caseId: shown.id }, body }));
  });
  return (
    <Section title={t('cases.close')} hint={t('cases.closeHint')}>
      <Form action={close} submit={t('cases.closeDo')}>
        <TextArea label={t('cases.closeWords')} name="text" required maxLength={OUTCOME_MAX} />
      </Form>
    </Section>
  );
}

/** What a party or helper can do with an open case, and a party with a closed one. */
export function GoOn({ shown, stage, onChanged }: GoOnProps) {
  const call = useCall();
  const { toast } = useAnnouncer();
  const params = { caseId: shown.id };
  const told = (changed: Case): void => {
    onChanged(changed);
    toast(t('cases.wentOn'));
  };
  if (shown.mayAppeal) {
    return (
      <Section title={t('cases.appealTitle')} hint={t('cases.appealHint')}>
        <NextStage
          shown={shown}
          kinds={['appeal']}
          current={null}
          submit={t('cases.appealDo')}
          send={async ({ helperIds, dueAt }) =>
            told(await call(appealCase, { params, body: { helperIds, dueAt } }))
          }
        />
      </Section>
    );
  }
  if (shown.closedAt !== null || (shown.role !== 'party' && shown.role !== 'helper')) return null;
  return (
    <>
      <Close shown={shown} stage={stage} onChanged={onChanged} />
      <Section title={t('cases.goOn')} hint={t('cases.goOnHint')}>
        <NextStage
          shown={shown}
          kinds={stagesAfter(stage.kind)}
          current={stage.kind}
          submit={t('cases.goOnDo')}
          send={async (next) =>
            told(await call(openCaseStage, { params, body: { ...next, fromStageId: stage.id } }))
          }
        />
      </Section>
    </>
  );
}
