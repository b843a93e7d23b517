import type { PredictionsFrame } from "@/schema/schema.gen";
import type { MatrixCell } from "./matrix";

/** What the network says to every test sample, in the test set's order. */
export interface DecodedPredictions {
  predicted: Uint16Array;
  /** −log p of the true class, in nats. */
  surprise: Float32Array;
  /** Of the predicted class, 0 to 1. */
  probability: (sample: number) => number;
}

/** A half-precision float from its 16 bits. */
export function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const decoded = new WeakMap<PredictionsFrame, DecodedPredictions>();

export function predictionsOf(frame: PredictionsFrame): DecodedPredictions {
  const known = decoded.get(frame);
  if (known !== undefined) return known;
  // MessagePack's byte strings lie at any offset; these arrays want even ones.
  const words = (bytes: Uint8Array) => new Uint16Array(bytes.slice().buffer);
  const { probability } = frame;
  const made: DecodedPredictions = {
    predicted: words(frame.predicted),
    surprise: Float32Array.from(words(frame.surprise), half),
    probability: (sample) => (probability[sample] ?? 0) / 255,
  };
  decoded.set(frame, made);
  return made;
}

/** The samples behind one cell of the confusion matrix, the most surprising first. */
export function behind(
  predictions: DecodedPredictions,
  labels: ArrayLike<number>,
  { label, prediction }: MatrixCell,
): number[] {
  const found: number[] = [];
  predictions.predicted.forEach((said, sample) => {
    if (said === prediction && labels[sample] === label) found.push(sample);
  });
  return bySurprise(predictions, found);
}

function bySurprise({ surprise }: DecodedPredictions, samples: number[]): number[] {
  return samples.sort((one, other) => (surprise[other] ?? 0) - (surprise[one] ?? 0));
}

export interface Misfit {
  sample: number;
  label: number;
  said: number;
  surprise: number;
}

/** The samples that are read most surprisingly wrong. */
export function misfits(
  predictions: DecodedPredictions,
  labels: ArrayLike<number>,
  most: number,
): Misfit[] {
  const wrong: number[] = [];
  predictions.predicted.forEach((said, sample) => {
    if (sample < labels.length && said !== labels[sample]) wrong.push(sample);
  });
  return bySurprise(predictions, wrong)
    .slice(0, most)
    .map((sample) => ({
      sample,
      label: labels[sample] ?? 0,
      said: predictions.predicted[sample] ?? 0,
      surprise: predictions.surprise[sample] ?? 0,
    }));
}
