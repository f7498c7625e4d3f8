import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import './menu.css';

interface MenuProps {
  /** The name of the button, and of the menu. */
  label: string;
  icon: ReactNode;
  className?: string;
  /** `MenuItem`s. */
  children: ReactNode;
}

const itemsOf = (menu: HTMLElement | null) => [
  ...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
];

function nextOf(items: HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  return undefined;
}

/**
 * A button that opens a list of actions: arrows, Home and End move, Escape and a press outside close (the browser's popover does
 * that and gives the focus back).
 */
export function Menu({ label, icon, className, children }: MenuProps) {
  const id = useId();
  const anchorName = `--menu${id.replaceAll(/[^a-z0-9]/gi, '')}`;
  const menu = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent) => {
    // The browser closes the menu; the panel that it may stand in must not take the key for itself.
    if (event.key === 'Escape') event.stopPropagation();
    const next = nextOf(itemsOf(menu.current), event.key);
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === 'Tab') {
      menu.current?.hidePopover();
    }
  };

  return (
    <>
      <IconButton
        label={label}
        icon={icon}
        {...(className ? { className } : {})}
        popoverTarget={id}
        aria-haspopup="menu"
        style={{ anchorName }}
      />
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its items take the focus, as the menu pattern asks */}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        style={{ positionAnchor: anchorName }}
        onKeyDown={move}
        onClick={() => menu.current?.hidePopover()}
        onToggle={(event) => {
          if (event.newState === 'open') itemsOf(menu.current)[0]?.focus();
        }}
      >
        {children}
      </div>
    </>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  danger?: boolean;
  onChoose: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, danger = false, onChoose, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={classes('menu-item', danger && 'danger')}
      onClick={onChoose}
    >
      {icon}
      {children}
    </button>
  );
}
