/** The Chinese texts that start the page, by namespace. What is said later comes with the part that says it. */
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
