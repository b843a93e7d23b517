/** The English texts that start the page, by namespace. What is said later comes with the part that says it. */
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
