import { expect, test } from 'vitest';
import { textFrame } from '../../../server/src/kit/live/frame.ts';
import { FrameReader, PING, TEXT, clientFrame, feedOf, kindOf, seqOf } from './frames.ts';

const FEED = '0199c82c-c7de-79e4-8238-0a30c3690c3a';
const activity = (seq: number, length: number) =>
  `{"type":"activity","feed":"${FEED}","seq":${seq},"kind":"messagePosted","at":"2026-11-21","text":"${'ä'.repeat(length)}"}`;

function readIn(pieces: Buffer[]): { opcode: number; text: string }[] {
  const heard: { opcode: number; text: string }[] = [];
  const reader = new FrameReader((opcode, bytes, start, end) =>
    heard.push({ opcode, text: bytes.toString('utf8', start, end) }),
  );
  for (const piece of pieces) reader.read(piece);
  return heard;
}

test.each([[1], [2], [3], [7], [1000], [1_000_000]])(
  'frames of every length come out whole from pieces of %d bytes',
  (size) => {
    const texts = [
      activity(1, 0),
      '',
      activity(20, 20),
      activity(300, 400),
      activity(4000, size < 1000 ? 1 : 40_000),
    ];
    const bytes = Buffer.concat([...texts.map(textFrame), Buffer.from([0x80 | PING, 2, 1, 2])]);
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const heard = readIn(pieces);
    expect(heard.map(({ text }) => text)).toEqual([...texts, '\u0001\u0002']);
    expect(heard.at(-1)?.opcode).toBe(PING);
  },
);

test('a masked frame is refused, because no server sends one', () => {
  expect(() => readIn([clientFrame(TEXT, Buffer.from('hello'))])).toThrow('masked');
});

test('kind, feed and position of an activity are read without parsing it', () => {
  const bytes = Buffer.from(`xx${activity(1_234_567, 3)}`);
  expect([kindOf(bytes, 2), feedOf(bytes, 2), seqOf(bytes, 2)]).toEqual(['a', FEED, 1_234_567]);
});
