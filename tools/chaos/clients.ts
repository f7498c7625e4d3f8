import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '../../web/src/client.ts';
import type { Call } from '../../web/src/kit/api/call.ts';
import { createLiveConnection } from '../../web/src/kit/live/connection.ts';
import { createRecordedCall } from './calls.ts';
import type { History } from './history.ts';
import { type Person, signIn, signedIn } from './people.ts';
import type { Random } from './random.ts';
import { type Wire, createWire } from './wire.ts';

/** Somebody's Footbridge, open: the product's own client without a screen, its calls and its socket written down. */
export interface Tab {
  proc: string;
  person: Person;
  /** The secret of the cookie; several tabs may share it. */
  session: string;
  client: Client;
  call: Call;
  wire: Wire;
  close(): void;
}

export interface TabsOptions {
  origin: string;
  history: History;
  random: Random;
  /** Share of messages that are sent twice; may change while tabs are open. */
  doubled?: () => number;
  hideGaps?: boolean;
}

/** Opens clients. Each is a `proc` of its own in the history: `person/how often it was opened`. */
export interface Tabs {
  readonly open: ReadonlySet<Tab>;
  /** Signs in anew unless a session is given, and comes back when the person's spaces are there. */
  openTab(person: Person, session?: string): Promise<Tab>;
  /**
   * Somebody who hears a space beside their tab, in the same session, and does not stop when told that it is not theirs any more: what
   * the server gives to such a one is its own doing. Comes back once the server has answered; gives the end of it.
   */
  listen(tab: Tab, spaceId: string): Promise<() => void>;
}

const READY_MS = 60_000;

export function createTabs(options: TabsOptions): Tabs {
  const open = new Set<Tab>();
  const opened = new Map<string, number>();
  const nextProc = (person: Person): string => {
    const times = (opened.get(person.id) ?? 0) + 1;
    opened.set(person.id, times);
    return `${nick(person)}/${times}`;
  };
  return {
    open,
    listen: (tab, spaceId) => listen(options, tab, spaceId, nextProc(tab.person)),
    async openTab(person, known) {
      const session = known ?? (await signIn(options.origin, person));
      const tab = createTab(options, person, session, nextProc(person), () => open.delete(tab));
      open.add(tab);
      // Not waited for: while the server is away it tries on by itself.
      void tab.client.start().catch(() => undefined);
      await untilReady(tab);
      return tab;
    },
  };
}

const nick = ({ name, email }: Person): string =>
  `${name.split(' ')[0]?.toLowerCase() ?? ''}-${email.split('@')[0]?.replace('person', '') ?? ''}`;

function createTab(
  options: TabsOptions,
  person: Person,
  session: string,
  proc: string,
  onClosed: () => void,
): Tab {
  const { origin, history } = options;
  const random = options.random.fork();
  const shared = { origin, headers: signedIn(origin, session), proc, history, random };
  history.add(proc, { type: 'client', f: 'opened', value: { personId: person.id, session } });
  const call = createRecordedCall({ ...shared, doubled: options.doubled ?? (() => 0) });
  const wire = createWire({ ...shared, hideGaps: options.hideGaps ?? false });
  const client = createClient({ call, openSocket: wire.open, random });
  return {
    proc,
    person,
    session,
    client,
    call,
    wire,
    close() {
      history.add(proc, { type: 'client', f: 'closed', value: { personId: person.id, session } });
      client.stop();
      onClosed();
    },
  };
}

async function listen(
  { origin, history, random }: TabsOptions,
  { person, session, client }: Tab,
  spaceId: string,
  proc: string,
): Promise<() => void> {
  history.add(proc, { type: 'client', f: 'opened', value: { personId: person.id, session } });
  const wire = createWire({
    origin,
    headers: signedIn(origin, session),
    proc,
    history,
    random: random.fork(),
  });
  const connection = createLiveConnection({
    open: wire.open,
    random,
    onActivity: () => undefined,
    onReset: () => undefined,
  });
  connection.follow(spaceId, client.live.last(spaceId) ?? 0);
  connection.start();
  for (let waited = 0; waited < READY_MS && !connection.settled(); waited += 20) await sleep(20);
  return () => {
    connection.stop();
    history.add(proc, { type: 'client', f: 'closed', value: { personId: person.id, session } });
  };
}

function untilReady({ client, proc }: Tab): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => finish(new Error(`${proc} did not get ready.`)), READY_MS);
    const look = (): void => {
      if (client.phase.get() === 'ready') finish();
      if (client.phase.get() === 'signedOut') {
        finish(new Error(`${proc} was signed out before it was ready.`));
      }
    };
    const end = client.phase.subscribe(look);
    const finish = (error?: Error): void => {
      clearTimeout(late);
      end();
      if (error === undefined) resolve();
      else reject(error);
    };
    look();
  });
}
