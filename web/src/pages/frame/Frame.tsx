import {
  BookOpen,
  Footprints,
  House,
  MessageSquare,
  Search,
  Settings,
  ShieldCheck,
  User,
  Users,
} from 'lucide-react';
import { Suspense, lazy, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useMe } from '../../features/people/MeContext.tsx';
import { mayAdminister } from '../../features/people/rules.ts';
import { t } from '../../kit/text/t.ts';
import { Face } from '../../kit/ui/Face.tsx';
import { moveToRegion } from '../../kit/ui/page/regions.ts';
import { useKeys } from '../../kit/ui/page/useKeys.ts';
import { WIDE, useMedia } from '../../kit/ui/page/useMedia.ts';
import { Brand } from './Brand.tsx';
import './frame.css';
import '../pages.css';

const KeyboardHelp = lazy(() =>
  import('./KeyboardHelp.tsx').then((file) => ({ default: file.KeyboardHelp })),
);

function NavLink({
  href,
  icon,
  exact = false,
  children,
}: {
  href: string;
  icon: ReactNode;
  exact?: boolean;
  children: ReactNode;
}) {
  const [location] = useLocation();
  const here = location === href || (!exact && location.startsWith(`${href}/`));
  return (
    <Link href={href} className="nav-link" aria-current={here ? 'page' : undefined}>
      {icon}
      <span>{children}</span>
    </Link>
  );
}

function FindLink() {
  return (
    <Link href="/search" className="find-link">
      <Search aria-hidden="true" />
      {t('frame.find')}
      <kbd aria-hidden="true">{navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K'}</kbd>
    </Link>
  );
}

function MyLink() {
  const me = useMe();
  const organisation = me.affiliations[0]?.organisation;
  return (
    <Link href="/settings" className="my-link">
      <Face name={me.name} hue={organisation?.hue ?? 220} size="tiny" />
      <span>
        {me.name}
        <span className="soft tiny">{organisation?.name}</span>
      </span>
      <span className="unseen">{t('frame.settings')}</span>
      <Settings aria-hidden="true" />
    </Link>
  );
}

/** On a wide window: everything, with my spaces. */
function Rail({ spaces }: { spaces: ReactNode }) {
  const me = useMe();
  return (
    <nav className="rail" aria-label={t('frame.mainNavigation')} data-region tabIndex={-1}>
      <Brand />
      <FindLink />
      <NavLink href="/" exact icon={<House />}>
        {t('frame.home')}
      </NavLink>
      <NavLink href="/people" icon={<Users />}>
        {t('frame.people')}
      </NavLink>
      <NavLink href="/steps" icon={<Footprints />}>
        {t('frame.steps')}
      </NavLink>
      <NavLink href="/stories" icon={<BookOpen />}>
        {t('frame.stories')}
      </NavLink>
      {mayAdminister(me) && (
        <NavLink href="/administration" icon={<ShieldCheck />}>
          {t('frame.administration')}
        </NavLink>
      )}
      <div className="rail-spaces">{spaces}</div>
      <MyLink />
    </nav>
  );
}

/** On a tablet a column beside the page, on a phone a row below it; spaces have a page of their own then. */
function Tabs() {
  return (
    <nav className="tabs" aria-label={t('frame.mainNavigation')} data-region tabIndex={-1}>
      <NavLink href="/" exact icon={<House />}>
        {t('frame.home')}
      </NavLink>
      <NavLink href="/spaces" icon={<MessageSquare />}>
        {t('frame.spaces')}
      </NavLink>
      <NavLink href="/steps" icon={<Footprints />}>
        {t('frame.steps')}
      </NavLink>
      <NavLink href="/people" icon={<Users />}>
        {t('frame.people')}
      </NavLink>
      <NavLink href="/search" icon={<Search />}>
        {t('frame.search')}
      </NavLink>
      <NavLink href="/settings" icon={<User />}>
        {t('frame.me')}
      </NavLink>
    </nav>
  );
}

interface FrameProps {
  /** My spaces, for the rail. */
  spaces: ReactNode;
  /** A line over everything, as long as something is wrong with the connection. */
  notice?: ReactNode;
  /** A page, and beside it perhaps a panel. */
  children: ReactNode;
}

/** What stays while pages change: the ways to go, and the keys that work everywhere. */
export function Frame({ spaces, notice, children }: FrameProps) {
  const [, navigate] = useLocation();
  const wide = useMedia(WIDE);
  const [helpOpen, setHelpOpen] = useState(false);
  useKeys({
    'Mod+k': () => {
      navigate('/search');
      document.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
    },
    F6: () => moveToRegion(1),
    'Shift+F6': () => moveToRegion(-1),
    '?': () => setHelpOpen(true),
  });

  return (
    <div className="frame">
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('main')?.focus();
        }}
      >
        {t('frame.skip')}
      </a>
      {wide ? <Rail spaces={spaces} /> : <Tabs />}
      <div className="stage">
        {notice}
        <div className="stage-columns">{children}</div>
      </div>
      {helpOpen && (
        <Suspense>
          <KeyboardHelp onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
