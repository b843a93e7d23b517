/** Layers and comments from the clipboard's text onto the canvas. Comes with the first paste. */
import { layerKinds } from "@/graph/catalogue";
import { textToClip } from "@/graph/pasting";
import { pasteWithWords } from "./removing";

const KINDS: ReadonlySet<string> = new Set(layerKinds);
const STEP = 40;

/** Each paste of one copy lies a step further on. Answers how many there are with this one. */
export function pasteText(text: string, before: number): number {
  const clip = textToClip(text, KINDS);
  if (clip === null) return before;
  const shift = STEP * (before + 1);
  pasteWithWords(clip, { x: shift, y: shift });
  return before + 1;
}
