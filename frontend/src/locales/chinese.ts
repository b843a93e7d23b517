/** Every Chinese text, by namespace; only the sentences of errors come later, and data and training, the inspector, the library, the tour, the costs, the lessons, fine-tuning and the views of what has not run bring their own along. One that is not listed here does not exist. */
import { app } from "./zh/app";
import { common } from "./zh/common";
import { editor } from "./zh/editor";
import { layers } from "./zh/layers";
import { run } from "./zh/run";
import { share } from "./zh/share";
import { views } from "./zh/views";

export const chinese = {
  app,
  common,
  editor,
  layers,
  run,
  share,
  views,
};
