import sharp from 'sharp';
import { plain } from './files';

/** One colour is small, however large it is. */
export const blackPng = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: 'black' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer();

/** The header of a PNG of this size, without the picture. */
export async function pngHeader(width: number, height: number): Promise<Buffer> {
  const png = await plain(1, 1).png().toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

/**
 * A PNG that moves: https://www.w3.org/TR/png-3/#apng-frame-based-animation
 *
 * @param metadata as many bytes of text as stand before anything says that it moves
 */
export async function movingPng(size: number, frames: number, metadata = 0): Promise<Buffer> {
  const png = await plain(size, size).png().toBuffer();
  const numbers = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer).swap32();
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([numbers(data.length), named, numbers(crc32(named))]);
  };
  const control = (sequence: number): Buffer =>
    chunk(
      'fcTL',
      Buffer.concat([
        numbers(sequence, size, size, 0, 0),
        Buffer.from('000a006400', 'hex'),
        Buffer.from([0]),
      ]),
    );
  const still = png.indexOf('IDAT') - 4;
  const data = png.subarray(still + 8, still + 8 + png.readUInt32BE(still));
  const others = Array.from({ length: frames - 1 }, (_, index) => [
    control(2 * index + 1),
    chunk('fdAT', Buffer.concat([numbers(2 * index + 2), data])),
  ]).flat();
  const end = png.subarray(-12);
  return Buffer.concat([
    png.subarray(0, still),
    chunk('tEXt', Buffer.from(`Comment\0${'x'.repeat(metadata)}`)),
    chunk('acTL', numbers(frames, 0)),
    control(0),
    chunk('IDAT', data),
    ...others,
    end,
  ]);
}

/** The header of a square GIF, and frames without their pictures. */
export function movingGif(size: number, frames: number): Buffer {
  const square = Buffer.alloc(4);
  square.writeUInt16LE(size, 0);
  square.writeUInt16LE(size, 2);
  const screen = [Buffer.from('GIF89a'), square, Buffer.from('800000000000ffffff', 'hex')];
  const frame = [
    Buffer.from('21f904000a0000002c00000000', 'hex'),
    square,
    Buffer.from('000202440100', 'hex'),
  ];
  return Buffer.concat([...screen, ...Array.from({ length: frames }, () => frame).flat(), Buffer.from(';')]);
}

/** Red above and blue below, as somebody sees it who follows the orientation; stored as the camera was held. */
export async function photo(
  orientation: number,
  { width, height }: { width: number; height: number },
): Promise<Buffer> {
  const half = { width, height: height / 2, channels: 3 as const };
  const upright = await sharp({ create: { width, height, channels: 3, background: 'red' } })
    .composite([{ input: { create: { ...half, background: 'blue' } }, gravity: 'south' }])
    .png()
    .toBuffer();
  return sharp(await held(upright, orientation))
    .jpeg()
    .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation })
    .toBuffer();
}

/** The opposite of what a viewer does: https://magnushoff.com/articles/jpeg-orientation/ */
async function held(upright: Buffer, orientation: number): Promise<Buffer> {
  const turns: Record<number, number> = { 3: 180, 5: 90, 6: 270, 7: 270, 8: 90 };
  const turned = sharp(
    await sharp(upright)
      .rotate(turns[orientation] ?? 0)
      .png()
      .toBuffer(),
  );
  if (orientation === 4) return turned.flip().png().toBuffer();
  return [2, 5, 7].includes(orientation) ? turned.flop().png().toBuffer() : turned.png().toBuffer();
}

/** The colour in the middle of a picture's width, so far down. */
export async function colourAt(location: string, down: number): Promise<string> {
  const { data, info } = await sharp(location).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height * down) * info.width + Math.floor(info.width / 2)) * info.channels;
  const [red = 0, , blue = 0] = data.subarray(at, at + 3);
  return red > 200 && blue < 60 ? 'red' : blue > 200 && red < 60 ? 'blue' : `${red} ${blue}`;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
