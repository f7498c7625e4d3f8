import type { Me } from '@footbridge/contract/people.ts';
import type { Space } from '@footbridge/contract/spaces.ts';
import { useState } from 'react';
import { mayAdminister } from '../../features/people/rules.ts';
import { t } from '../../kit/text/t.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import './home.css';

type Hint = 'Title' | 'Find' | 'Invite';

/** The one next step that makes sense, or none: who has taken them all is left in peace. */
function hintFor(me: Me, spaces: readonly Space[]): Hint | null {
  if (me.affiliations.some(({ roleTitle }) => roleTitle === '')) return 'Title';
  if (spaces.filter(({ kind }) => kind !== 'direct').length < 2) return 'Find';
  if (mayAdminister(me) && spaces.every(({ audience }) => audience.organisations < 2)) return 'Invite';
  return null;
}

const LEADS_TO = { Title: '/settings', Find: '/find-spaces', Invite: '/administration' } as const;

export function HomeHint({ me, spaces }: { me: Me; spaces: readonly Space[] }) {
  const [declined, setDeclined] = useState<Hint | null>(null);
  const hint = hintFor(me, spaces);
  if (hint === null || hint === declined) return <p className="home-end soft small">{t('home.end')}</p>;
  return (
    <Section title={t('home.hint')}>
      <div className="home-hint">
        <p>
          <b>{t(`home.hint${hint}`)}</b> {t(`home.hint${hint}Words`)}
        </p>
        <div className="button-row">
          <ButtonLink href={LEADS_TO[hint]} tone="primary">
            {t(`home.hint${hint}Do`)}
          </ButtonLink>
          <Button tone="quiet" onClick={() => setDeclined(hint)}>
            {t('home.notNow')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
