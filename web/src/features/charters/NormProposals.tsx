import {
  type NormProposal,
  decideNorms,
  listNormProposals,
  proposeNorms,
} from '@footbridge/contract/charters.ts';
import type { Charter, Norms, Space } from '@footbridge/contract/spaces.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Badge } from '../../kit/ui/Badge.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { NormChanges } from '../spaces/charter/NormChanges.tsx';
import { NormFields } from '../spaces/charter/NormFields.tsx';
import './charters.css';

/** Changes to how things are done here: proposed by members, decided by stewards, all of them to be read later. */
export function NormProposals({ space, charter }: { space: Space; charter: Charter }) {
  const call = useCall();
  const [writing, setWriting] = useState(false);
  const loaded = useLoad(
    (signal) => call(listNormProposals, { params: { spaceId: space.id }, signal }),
    [space.id],
  );
  useHeard(['normsChanged'], loaded.reload);
  return (
    <Section title={t('charter.proposals')} hint={t('charter.proposalsHint')}>
      {writing ? (
        <Propose
          space={space}
          charter={charter}
          onDone={() => {
            setWriting(false);
            loaded.reload();
          }}
        />
      ) : (
        <>
          <LoadedView loaded={loaded} lines={2}>
            {({ proposals }) =>
              proposals.length === 0 ? (
                <p className="soft">{t('charter.noProposals')}</p>
              ) : (
                <ul className="rows norm-proposals">
                  {proposals.map((proposal) => (
                    <li key={proposal.id}>
                      <Proposal proposal={proposal} space={space} onDecided={loaded.reload} />
                    </li>
                  ))}
                </ul>
              )
            }
          </LoadedView>
          {space.archivedAt === null && (
            <div className="button-row page-actions">
              <Button onClick={() => setWriting(true)}>{t('charter.propose')}</Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}

function Propose({ space, charter, onDone }: { space: Space; charter: Charter; onDone: () => void }) {
  const call = useCall();
  const [begunWith] = useState<Norms & { version: number }>(charter);
  const propose = useAction(async (text: FormText) => {
    const body = {
      norms: text('norms').trim(),
      channels: text('channels').trim(),
      answerTimes: text('answerTimes').trim(),
      conflicts: text('conflicts').trim(),
      reason: text('reason'),
      fromVersion: begunWith.version,
    };
    await call(proposeNorms, { params: { spaceId: space.id }, body });
    onDone();
  });
  return (
    <Form
      action={propose}
      submit={t('charter.proposeDo')}
      beside={
        <Button tone="quiet" onClick={onDone}>
          {t('kit.cancel')}
        </Button>
      }
    >
      <NormFields norms={begunWith} />
      <TextField label={t('charter.proposeReason')} name="reason" required maxLength={600} />
    </Form>
  );
}

interface ProposalProps {
  proposal: NormProposal;
  space: Space;
  onDecided: () => void;
}

function Proposal({ proposal, space, onDecided }: ProposalProps) {
  const now = useNow();
  const { proposedBy, proposedAt, decision, from, reason } = proposal;
  const nameOf = (person: typeof proposedBy): string => `${person.name} (${person.organisation.shortName})`;
  return (
    <div className="norm-proposal">
      <p className="soft small">
        {t('charter.proposedBy', { name: nameOf(proposedBy), when: dayAndTime(proposedAt, now) })}
        {decision === null && <Badge tone="attention">{t('charter.open')}</Badge>}
      </p>
      <p>{reason}</p>
      <NormChanges before={from} after={proposal} />
      {decision && (
        <p className="norm-decision">
          <b>
            {t('charter.decided', {
              accepted: decision.accepted ? 'yes' : 'no',
              name: nameOf(decision.decidedBy),
              when: dayAndTime(decision.decidedAt, now),
            })}
          </b>{' '}
          {decision.reason}
        </p>
      )}
      {decision === null && space.mine.role === 'steward' && (
        <Decide proposal={proposal} space={space} onDecided={onDecided} />
      )}
    </div>
  );
}

function Decide({ proposal, space, onDecided }: ProposalProps) {
  const call = useCall();
  const [accept, setAccept] = useState<'yes' | 'no'>('yes');
  const decide = useAction(async (text: FormText) => {
    await call(decideNorms, {
      params: { spaceId: space.id, proposalId: proposal.id },
      body: { accept: accept === 'yes', reason: text('reason') },
    });
    onDecided();
  });
  return (
    <Form
      action={decide}
      submit={t(accept === 'yes' ? 'charter.decideAccept' : 'charter.decideDecline')}
      tone={accept === 'yes' ? 'primary' : 'plain'}
    >
      <ChoiceField
        legend={t('charter.open')}
        name={`accept ${proposal.id}`}
        value={accept}
        onChoose={setAccept}
        options={[
          { value: 'yes', label: t('charter.decideAccept') },
          { value: 'no', label: t('charter.decideDecline') },
        ]}
      />
      <TextField label={t('charter.decideReason')} name="reason" required maxLength={600} />
    </Form>
  );
}
