/** Every English text, by namespace; only the sentences of errors come later, and data and training, the inspector, the library, the tour, the costs, the lessons, fine-tuning and the views of what has not run bring their own along. One that is not listed here does not exist. */
import { app } from "./en/app";
import { common } from "./en/common";
import { editor } from "./en/editor";
import { layers } from "./en/layers";
import { run } from "./en/run";
import { share } from "./en/share";
import { views } from "./en/views";

export const english = {
  app,
  common,
  editor,
  layers,
  run,
  share,
  views,
};
