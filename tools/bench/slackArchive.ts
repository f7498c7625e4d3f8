import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** What a made-up export of a Slack workspace holds; the same seed makes the same one. */
export interface ArchivePlan {
  messages: number;
  people: number;
  channels: number;
  /** Days over which each channel's messages are spread; one file for each channel and day. */
  days: number;
  seed: number;
}

export const planOf = (messages: number, seed = 1): ArchivePlan => ({
  messages,
  seed,
  people: Math.max(20, Math.round(Math.sqrt(messages))),
  channels: Math.max(4, Math.round(messages / 25_000)),
  days: Math.max(10, Math.round(Math.sqrt(messages) / 2)),
});

/** mulberry32: small, fast, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SYLLABLES =
  'ba be bo ca ce co da de di do fa fe ga go ha he ho ka ke la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve wa we'.split(
    ' ',
  );
const VOCABULARY = 20_000;
const BEGIN_SECONDS = 1_500_000_000;
const DAY_SECONDS = 86_400;

/** A world of words, people and channels from which messages are drawn. */
interface World {
  plan: ArchivePlan;
  random(): number;
  words: string[];
}

const pick = <Item>({ random }: Pick<World, 'random'>, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;
const below = ({ random }: Pick<World, 'random'>, limit: number) => Math.floor(random() * limit);

function makeWorld(plan: ArchivePlan): World {
  const world = { plan, random: createRandom(plan.seed), words: [] as string[] };
  for (let at = 0; at < VOCABULARY; at += 1) {
    world.words.push(
      Array.from({ length: 1 + below(world, 4) }, () => pick(world, SYLLABLES)).join('') +
        (at < 200 ? '' : at.toString(36)),
    );
  }
  return world;
}

/** Few words are common and many are rare, as in any language. */
const word = (world: World) => world.words[Math.floor(VOCABULARY ** world.random()) - 1] ?? 'the';
const sentence = (world: World, length: number) => Array.from({ length }, () => word(world)).join(' ');

const userId = (at: number) => `U${String(at).padStart(8, '0')}`;
const channelId = (at: number) => `C${String(at).padStart(8, '0')}`;
const channelName = (at: number) => `channel-${at}`;
const anyUser = (world: World) => userId(below(world, world.plan.people));
const EMOJI = ['+1', 'tada', 'heart', 'eyes', 'pray', 'wave::skin-tone-3', 'rocket', 'partyparrot'];

/** One in so many messages has it. */
const MARKS: [oneIn: number, mark: (world: World) => string][] = [
  [8, (world) => ` <https://example.org/${word(world)}/${below(world, 1e6)}|${word(world)}>`],
  [10, (world) => ` <@${anyUser(world)}> ${word(world)}`],
  [20, (world) => ` in <#${channelId(below(world, world.plan.channels))}|${channelName(0)}>`],
  [15, (world) => ` :${pick(world, EMOJI)}:`],
  [20, (world) => ` *${word(world)}* and _${word(world)}_`],
  [25, (world) => ` \`${word(world)}(${word(world)})\``],
  [100, (world) => `\n\`\`\`${sentence(world, 12)}\`\`\``],
  [50, (world) => `\n&gt; ${sentence(world, 8)}\n${word(world)} &amp; ${word(world)}`],
  [60, (world) => `\n• ${sentence(world, 3)}\n• ${sentence(world, 4)}`],
];

function textOf(world: World): string {
  let text = sentence(world, 3 + Math.floor(30 * world.random() ** 2));
  for (const [oneIn, mark] of MARKS) if (world.random() * oneIn < 1) text += mark(world);
  return text;
}

interface Channel {
  at: number;
  members: string[];
  /** Times of messages that can be answered, the latest few. */
  roots: string[];
}

function messageOf(world: World, channel: Channel, ts: string): object {
  const user = pick(world, channel.members);
  const text = textOf(world);
  const isReply = channel.roots.length > 0 && world.random() < 0.25;
  if (!isReply && world.random() < 0.2) channel.roots = [...channel.roots.slice(-9), ts];
  return {
    client_msg_id: `${ts}-${below(world, 1e9)}`,
    type: 'message',
    user,
    text,
    ts,
    team: 'T00000001',
    user_team: 'T00000001',
    source_team: 'T00000001',
    user_profile: {
      avatar_hash: 'g0',
      image_72: `https://example.org/avatars/${user}_72.png`,
      first_name: 'Person',
      real_name: `Person ${user}`,
      display_name: user,
      team: 'T00000001',
      name: user,
      is_restricted: false,
    },
    blocks: [
      {
        type: 'rich_text',
        block_id: 'b1',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ],
    ...(isReply
      ? { thread_ts: pick(world, channel.roots), parent_user_id: user }
      : channel.roots.at(-1) === ts
        ? { thread_ts: ts, reply_count: 1 }
        : {}),
    ...(world.random() < 0.03 ? { edited: { user, ts } } : {}),
    ...(world.random() < 0.15 ? { reactions: reactionsOf(world) } : {}),
    ...(world.random() < 0.01
      ? {
          files: [
            {
              id: 'F1',
              name: `${word(world)}.pdf`,
              mimetype: 'application/pdf',
              size: 1000,
              permalink: `https://example.org/files/${ts}`,
            },
          ],
        }
      : {}),
  };
}

function reactionsOf(world: World): object[] {
  const names = new Set(Array.from({ length: 1 + below(world, 3) }, () => pick(world, EMOJI)));
  return [...names].map((name) => {
    const users = [...new Set(Array.from({ length: 1 + below(world, 4) }, () => anyUser(world)))];
    return { name, users, count: users.length };
  });
}

function usersOf({ plan }: World): object[] {
  return Array.from({ length: plan.people }, (_, at) => ({
    id: userId(at),
    team_id: 'T00000001',
    name: `person${at}`,
    deleted: at % 50 === 7,
    real_name: `Person Number ${at}`,
    tz: 'Europe/London',
    is_bot: at % 40 === 3,
    profile: { real_name: `Person Number ${at}`, display_name: `person${at}`, title: 'Colleague' },
  }));
}

const channelsOf = (channels: Channel[]) =>
  channels.map(({ at, members }) => ({
    id: channelId(at),
    name: channelName(at),
    created: BEGIN_SECONDS - DAY_SECONDS,
    creator: members[0],
    is_archived: false,
    is_general: at === 0,
    members,
    topic: { value: '' },
    purpose: { value: `What channel ${at} is for` },
  }));

const dayName = (day: number) =>
  new Date((BEGIN_SECONDS + day * DAY_SECONDS) * 1000).toISOString().slice(0, 10);

/** The messages of one channel on one day. */
function dayOf(world: World, channel: Channel, day: number): object[] {
  const { plan } = world;
  const files = plan.channels * plan.days;
  const upTo = (file: number) => Math.floor((file * plan.messages) / files);
  const file = channel.at * plan.days + day;
  const count = upTo(file + 1) - upTo(file);
  const begin = BEGIN_SECONDS + day * DAY_SECONDS;
  const messages: object[] = [];
  for (let at = 0; at < count; at += 1) {
    const ts = `${begin + Math.floor((at * DAY_SECONDS) / count)}.${String(100_000 + below(world, 899_999))}`;
    messages.push(messageOf(world, channel, ts));
  }
  return messages;
}

/** Writes the archive day by day, with as much of it in memory as one day of one channel. */
export async function writeSlackArchive(path: string, plan: ArchivePlan): Promise<void> {
  const world = makeWorld(plan);
  const channels: Channel[] = Array.from({ length: plan.channels }, (_, at) => ({
    at,
    roots: [],
    members: [...new Set(Array.from({ length: Math.min(60, plan.people) }, () => anyUser(world)))],
  }));
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path));
  zip.addBuffer(Buffer.from(JSON.stringify(usersOf(world))), 'users.json');
  zip.addBuffer(Buffer.from(JSON.stringify(channelsOf(channels))), 'channels.json');
  for (const channel of channels) {
    for (let day = 0; day < plan.days; day += 1) {
      // Made when its turn to be packed comes: yazl asks for one at a time.
      zip.addReadStreamLazy(
        `${channelName(channel.at)}/${dayName(day)}.json`,
        { compressionLevel: 1 },
        (done) => {
          done(null, Readable.from([Buffer.from(JSON.stringify(dayOf(world, channel, day), null, 1))]));
        },
      );
    }
  }
  zip.end();
  await written;
}
