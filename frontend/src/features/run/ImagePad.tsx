import { imageSides } from "@/api/dataFields";
import { pixelsOf } from "@/api/inputs";
import type { AnyInput, DatasetBody } from "@/schema/schema.gen";
import { pictureOf, useSamples } from "@/views/ask/useSamples";
import { DrawPad } from "./DrawPad";
import { asDrawn, type Ink, likeMnist } from "./digit";
import type { PadProps } from "./inputs";

/** As many channels as the data has, all alike. */
function asSample(ink: Ink, dataset: DatasetBody | undefined): Uint8Array {
  const [channels = 1, height = 28, width = 28] = imageSides(dataset) ?? [];
  const digits =
    dataset === undefined || (/mnist$/.test(dataset.kind) && dataset.kind !== "fashion_mnist");
  const grey =
    digits && width === 28 && height === 28 ? likeMnist(ink) : asDrawn(ink, width, height);
  const sample = new Uint8Array(channels * grey.length);
  for (let channel = 0; channel < channels; channel++) sample.set(grey, channel * grey.length);
  return sample;
}

const NONE: readonly number[] = [];

/** What an input looks like; null where it is none of an image. */
function usePixels(dataset: DatasetBody | undefined, input: AnyInput | null): Uint8Array | null {
  const sample = input?.kind === "sample" && input.split === "test" ? input.index : -1;
  const { data } = useSamples(dataset?.kind, sample < 0 ? NONE : [sample]);
  if (sample >= 0) return pictureOf(data, sample) ?? null;
  return input?.kind === "pixels" ? input.pixels : null;
}

/** Paper to draw on. */
export function ImagePad({ dataset, input, onInput, onClear, saliency }: PadProps) {
  const [, height = 28, width = 28] = imageSides(dataset) ?? [];
  return (
    <DrawPad
      pixels={usePixels(dataset, input)}
      width={width}
      height={height}
      onInk={(ink) => onInput(pixelsOf(asSample(ink, dataset)))}
      onClear={onClear}
      saliency={saliency?.frame.gradient ?? null}
    />
  );
}
