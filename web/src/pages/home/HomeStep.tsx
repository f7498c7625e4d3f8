import type { Suggestion } from '@footbridge/contract/home.ts';
import type { Me } from '@footbridge/contract/people.ts';
import type { Space } from '@footbridge/contract/spaces.ts';
import { useState } from 'react';
import { mayAdminister } from '../../features/people/rules.ts';
import { SuggestionCard } from '../../features/together/SuggestionCard.tsx';
import { t } from '../../kit/text/t.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import './home.css';

type Hint = 'Title' | 'Find' | 'Invite';

/** What makes sense for somebody who has just come, or none: who has taken them all is left in peace. */
function hintFor(me: Me, spaces: readonly Space[]): Hint | null {
  if (me.affiliations.some(({ roleTitle }) => roleTitle === '')) return 'Title';
  if (spaces.filter(({ kind }) => kind !== 'direct').length < 2) return 'Find';
  if (mayAdminister(me) && spaces.every(({ audience }) => audience.organisations < 2)) return 'Invite';
  return null;
}

const LEADS_TO = { Title: '/settings', Find: '/find-spaces', Invite: '/administration' } as const;

function HintCard({ hint, onRefused }: { hint: Hint; onRefused: () => void }) {
  return (
    <div className="suggestion">
      <p>
        <b>{t(`home.hint${hint}`)}</b> {t(`home.hint${hint}Words`)}
      </p>
      <div className="button-row">
        <ButtonLink href={LEADS_TO[hint]} tone="primary">
          {t(`home.hint${hint}Do`)}
        </ButtonLink>
        <Button tone="quiet" onClick={onRefused}>
          {t('home.notNow')}
        </Button>
      </div>
    </div>
  );
}

interface HomeStepProps {
  me: Me;
  spaces: readonly Space[];
  suggestion: Suggestion | null;
}

/** One small step with somebody, or one towards finding somebody. Who says 'not now' is shown no other one. */
export function HomeStep({ me, spaces, suggestion }: HomeStepProps) {
  const [refused, setRefused] = useState(false);
  const hint = hintFor(me, spaces);
  if (refused || (suggestion === null && hint === null)) return null;
  const onRefused = () => setRefused(true);
  return (
    <Section title={t('home.hint')}>
      {suggestion !== null && (
        <SuggestionCard key={suggestion.id} suggestion={suggestion} onRefused={onRefused} />
      )}
      {suggestion === null && hint !== null && <HintCard hint={hint} onRefused={onRefused} />}
    </Section>
  );
}
