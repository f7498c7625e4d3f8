export type EmojiGroup = 'often' | 'faces' | 'hands' | 'nature' | 'things' | 'signs';

export interface EmojiEntry {
  char: string;
  /** What it is called, most usual first, separated by spaces. */
  names: string;
  group: EmojiGroup;
}

/** One emoji a piece: `char name name…`, pieces separated by `|`. */
const WRITTEN: Record<EmojiGroup, string> = {
  often:
    '👍 thumbs up yes agree good|❤️ heart love|🎉 party celebrate hooray|🙏 thanks please pray|😄 smile happy|👀 eyes looking|✅ done check tick|💡 idea light bulb|👏 clap applause|🙂 slight smile|😂 joy laugh tears|💯 hundred full',
  faces:
    '😀 grin|😁 beam|😅 sweat relief|🤣 rolling laugh|😊 blush|😉 wink|😍 adore hearts|🥰 affection loved|😘 kiss|😋 yum tasty|😜 tease|🤗 hug|🤔 thinking hmm|🤨 doubt eyebrow|😐 neutral|😶 silent speechless|🙄 eyeroll|😏 smirk|😬 grimace awkward|😌 calm relieved|😴 sleep tired|😷 mask ill|🤒 fever sick|🤕 hurt bandage|🥵 hot|🥶 cold|🤯 mindblown|🥳 partying|😎 cool sunglasses|🤓 nerd|🧐 monocle inspect|😕 confused|😟 worried|🙁 sad frown|😮 surprised wow|😲 astonished|😳 embarrassed|🥺 pleading|😢 cry|😭 sob weep|😤 huff|😠 angry|😱 scream shock|😞 disappointed|😓 downcast|🫣 peek|🫠 melting|🫡 salute|🤝 handshake deal agreement|💔 broken heart',
  hands:
    '👎 thumbs down no disagree|👌 ok fine|✌️ victory peace|🤞 fingers crossed luck|👋 wave hello bye|🙌 raise praise|💪 strong muscle|👉 right point|👆 up point above|👇 down point below|✋ stop hand|🤷 shrug dunno|🤦 facepalm|🙋 question raise hand|🙇 bow sorry|🚶 walk|🏃 run hurry|👩‍💻 developer computer|🧑‍🏫 teacher|🧑‍⚕️ health nurse doctor|👷 builder construction|🧑‍🤝‍🧑 people together|👨‍👩‍👧 family|👶 baby|🧓 elder',
  nature:
    '☀️ sun|⛅ cloudy|🌧️ rain|❄️ snow winter cold|⚡ lightning energy power|🔥 fire hot|💧 water drop|🌈 rainbow|🌍 earth world|🌱 seedling grow|🌳 tree|🍀 clover luck|🌸 blossom flower|🌻 sunflower|🐶 dog|🐱 cat|🐝 bee|🦋 butterfly|🐢 turtle slow|🦔 hedgehog|🍎 apple|🍰 cake|🍪 biscuit cookie|🍞 bread|🍕 pizza|🥗 salad|☕ coffee|🍵 tea|🍺 beer|🥂 cheers toast',
  things:
    '📅 calendar date|⏰ alarm time|⏳ hourglass wait|📌 pin|📎 attachment paperclip|📝 note memo write|📄 page document|📊 chart figures|📈 rising growth|📉 falling|📣 announce megaphone|📞 call phone|✉️ mail letter envelope|🔗 link|🔍 search find|🔒 locked private|🔑 key|🔧 fix wrench tool|🛠️ tools repair|🧩 puzzle piece|🧪 test experiment|💻 laptop|🖨️ printer|🗺️ map|🏠 home house|🏢 office building|🏥 hospital|🏫 school|🚲 bicycle|🚌 bus|🚆 train|🚗 car|✈️ plane travel|🎁 gift present|🏆 trophy win|⚽ football|🎵 music|📷 camera photo|🎨 art|🧹 tidy broom',
  signs:
    '❌ no cross wrong|⚠️ warning careful|❓ question|❗ important|➕ plus add|➖ minus|➡️ right next|⬅️ left back|🔄 again repeat refresh|🆕 new|🟢 green go|🟡 yellow|🔴 red stop|⭐ star|✨ sparkles|💬 speech comment|💭 thought|🚀 rocket launch|🎯 goal target|♻️ recycle|♿ accessible wheelchair|🏁 finish flag|0️⃣ zero|1️⃣ one first|2️⃣ two second|3️⃣ three third',
};

function entriesOf(group: EmojiGroup): EmojiEntry[] {
  return WRITTEN[group].split('|').map((piece) => {
    const [char = '', ...names] = piece.split(' ');
    return { char, names: names.join(' '), group };
  });
}

/** The emoji that cover most of what people say at work, by group. The full table is the server's, for `:names:` in text. */
export const commonEmoji: readonly EmojiEntry[] = (Object.keys(WRITTEN) as EmojiGroup[]).flatMap(entriesOf);
