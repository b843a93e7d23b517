/** From strokes on a pad to a picture as the data set would store it. */

export interface Ink {
  /** 0 to 255, row by row; ink is 255. */
  values: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

interface InkBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

const FAINT = 16;

function inkBox(ink: Ink): InkBox | null {
  let [left, right, top, bottom] = [ink.width, -1, ink.height, -1];
  for (let y = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++) {
      if ((ink.values[y * ink.width + x] ?? 0) <= FAINT) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Mean of the ink under one pixel of the small picture. */
function meanOver(ink: Ink, box: InkBox): number {
  const [x0, x1] = [
    Math.floor(box.left),
    Math.max(Math.ceil(box.left + box.width), Math.floor(box.left) + 1),
  ];
  const [y0, y1] = [
    Math.floor(box.top),
    Math.max(Math.ceil(box.top + box.height), Math.floor(box.top) + 1),
  ];
  let sum = 0;
  for (let y = Math.max(0, y0); y < Math.min(ink.height, y1); y++) {
    for (let x = Math.max(0, x0); x < Math.min(ink.width, x1); x++) {
      sum += ink.values[y * ink.width + x] ?? 0;
    }
  }
  return sum / ((x1 - x0) * (y1 - y0));
}

function shrink(ink: Ink, box: InkBox, width: number, height: number): Uint8Array {
  const small = new Uint8Array(width * height);
  const [wide, high] = [box.width / width, box.height / height];
  for (let at = 0; at < small.length; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    small[at] = Math.round(
      meanOver(ink, {
        left: box.left + x * wide,
        top: box.top + y * high,
        width: wide,
        height: high,
      }),
    );
  }
  return small;
}

/** The strokes as they stand, at the data set's size. */
export function asDrawn(ink: Ink, width: number, height: number): Uint8Array {
  return shrink(ink, { left: 0, top: 0, width: ink.width, height: ink.height }, width, height);
}

/** MNIST's own make: the digit fills a box of 20×20 and its centre of mass lies in the middle of 28×28. */
export function likeMnist(ink: Ink, size = 28, inner = 20): Uint8Array {
  const picture = new Uint8Array(size * size);
  const box = inkBox(ink);
  if (box === null) return picture;
  const scale = inner / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const small = shrink(ink, box, width, height);
  let [mass, massX, massY] = [0, 0, 0];
  small.forEach((value, at) => {
    mass += value;
    massX += value * (at % width);
    massY += value * Math.floor(at / width);
  });
  const middle = (size - 1) / 2;
  const left = bounded(Math.round(middle - massX / mass), size - width);
  const top = bounded(Math.round(middle - massY / mass), size - height);
  small.forEach((value, at) => {
    picture[(top + Math.floor(at / width)) * size + left + (at % width)] = value;
  });
  return brightened(picture);
}

function bounded(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

/** A thin stroke loses ink as it shrinks; the data's strokes reach full ink. */
function brightened(picture: Uint8Array): Uint8Array {
  const most = picture.reduce((high, value) => Math.max(high, value), 0);
  return most === 0 ? picture : picture.map((value) => Math.round((value / most) * 255));
}
