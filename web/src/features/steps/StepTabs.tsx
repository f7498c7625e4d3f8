import { Link, useLocation } from 'wouter';
import { t } from '../../kit/text/t.ts';
import './steps.css';

const TABS = [
  ['/steps', 'steps.steps'],
  ['/rounds', 'steps.rounds'],
  ['/offers', 'steps.offers'],
  ['/meetings', 'steps.meetings'],
] as const;

/** The ways in which something small begins. */
export function StepTabs() {
  const [location] = useLocation();
  return (
    <nav className="step-tabs" aria-label={t('steps.tabs')}>
      {TABS.map(([href, words]) => (
        <Link key={href} href={href} aria-current={location === href ? 'page' : undefined}>
          {t(words)}
        </Link>
      ))}
    </nav>
  );
}
