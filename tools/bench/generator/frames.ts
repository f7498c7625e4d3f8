const EMPTY = Buffer.alloc(0);
const MASKED = 0x80;

export const TEXT = 1;
export const CLOSE = 8;
export const PING = 9;
export const PONG = 10;

/**
 * Takes the frames of a WebSocket server apart (RFC 6455 section 5.2), whatever pieces they come in. Frames are handed over as places
 * in a buffer that is good until `onFrame` returns: nothing is copied for counting.
 */
export class FrameReader {
  private rest: Buffer = EMPTY;
  private readonly onFrame: (opcode: number, bytes: Buffer, start: number, end: number) => void;

  constructor(onFrame: FrameReader['onFrame']) {
    this.onFrame = onFrame;
  }

  read(chunk: Buffer): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    let at = 0;
    for (;;) {
      const place = placeOf(bytes, at);
      if (place === undefined || place.end > bytes.length) break;
      this.onFrame((bytes[at] ?? 0) & 15, bytes, place.start, place.end);
      at = place.end;
    }
    this.rest = at === bytes.length ? EMPTY : bytes.subarray(at);
  }
}

/** Where the payload of the frame at `at` lies; undefined while its header is not whole. */
function placeOf(bytes: Buffer, at: number): { start: number; end: number } | undefined {
  const short = bytes[at + 1];
  if (short === undefined) return undefined;
  if ((short & MASKED) !== 0) throw new Error('The server sent a masked frame, which no server may.');
  const header = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < at + header) return undefined;
  const length =
    short === 127
      ? Number(bytes.readBigUInt64BE(at + 2))
      : short === 126
        ? bytes.readUInt16BE(at + 2)
        : short;
  return { start: at + header, end: at + header + length };
}

/** A frame as a client sends it. The mask is of zeros, which changes nothing and costs nothing. */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 6 : length < 65_536 ? 8 : 14);
  header[0] = 0x80 | opcode;
  header[1] = MASKED | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (header.length === 8) header.writeUInt16BE(length, 2);
  if (header.length === 14) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

// `{"type":"activity","feed":"` and `","seq":` of the live protocol's frames stand at fixed places.
const TYPE = 9;
const FEED = 27;
const FEED_END = 63;
const SEQ = 71;

/** The first letter of the frame's type. */
export const kindOf = (bytes: Buffer, start: number): string => String.fromCharCode(bytes[start + TYPE] ?? 0);
export const feedOf = (bytes: Buffer, start: number): string =>
  bytes.toString('latin1', start + FEED, start + FEED_END);

/** The position of an activity frame, read from its digits: parsing JSON would cost the machine more than sending it. */
export function seqOf(bytes: Buffer, start: number): number {
  let seq = 0;
  for (let at = start + SEQ; ; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return seq;
    seq = seq * 10 + digit;
  }
}
