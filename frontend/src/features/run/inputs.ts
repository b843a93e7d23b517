import { type ComponentType, lazy } from "react";
import { getSamples, picturesOf } from "@/api/datasets";
import type { Reading } from "@/api/frames";
import { pixelsOf, testSample } from "@/api/inputs";
import type { AnyInput, DatasetBody, SaliencyFrame, ValueKind } from "@/schema/schema.gen";
import { patiently } from "@/ui/patiently";

export interface PadProps {
  /** Whose samples the input is like; undefined while it is on its way. */
  dataset: DatasetBody | undefined;
  /** What is on the pad; null while nothing is. */
  input: AnyInput | null;
  onInput: (input: AnyInput) => void;
  onClear: () => void;
  /** Laid over the input; null where it is not asked for. */
  saliency: Reading<SaliencyFrame> | null;
}

/** What the panel around a pad says, by name of the text. */
interface PadWords {
  readonly title: "drawing" | "digit" | "numbers" | "text";
  readonly invite: "invite" | "inviteAny" | "inviteNumbers" | "inviteText";
  readonly again: "again" | "clear";
  readonly saliency: "saliency" | "saliencyNumbers" | "saliencyText";
}

/** How a viewer gives a network an input of one kind. */
interface InputPad {
  readonly Pad: ComponentType<PadProps>;
  /** `digits`: what is told apart are the ten digits. */
  readonly words: (digits: boolean) => PadWords;
  /** A sample of the test set, as it is put on the pad. */
  readonly take: (dataset: DatasetBody, sample: number) => Promise<AnyInput>;
}

/** Every kind of value that can enter a network; null where no pad gives it yet. One that is missing does not compile. */
export const INPUT_PADS: { readonly [Kind in ValueKind]: InputPad | null } = {
  image: {
    Pad: lazy(() =>
      patiently(() => import("./ImagePad")).then(({ ImagePad }) => ({ default: ImagePad })),
    ),
    words: (digits) => ({
      title: digits ? "digit" : "drawing",
      invite: digits ? "invite" : "inviteAny",
      again: "again",
      saliency: "saliency",
    }),
    take: async (dataset, start) => {
      const samples = await getSamples(dataset.kind, { split: "test", start, count: 1 });
      const pictures = picturesOf(samples.columns[0]);
      return pictures === null ? testSample(start) : pixelsOf(pictures.images.slice());
    },
  },
  vector: {
    Pad: lazy(() =>
      patiently(() => import("./NumbersPad")).then(({ NumbersPad }) => ({ default: NumbersPad })),
    ),
    words: () => ({
      title: "numbers",
      invite: "inviteNumbers",
      again: "clear",
      saliency: "saliencyNumbers",
    }),
    take: async (_, index) => testSample(index),
  },
  sequence: null,
  tokens: {
    Pad: lazy(() =>
      patiently(() => import("./TextPad")).then(({ TextPad }) => ({ default: TextPad })),
    ),
    words: () => ({
      title: "text",
      invite: "inviteText",
      again: "clear",
      saliency: "saliencyText",
    }),
    take: async (_, index) => testSample(index),
  },
  label: null,
  boxes: null,
  labels: null,
};
