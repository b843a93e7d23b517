/** Every English text, by namespace: one that is not listed here does not exist. */
import { app } from "./en/app";
import { common } from "./en/common";
import { editor } from "./en/editor";
import { errors } from "./en/errors";
import { inspector } from "./en/inspector";
import { layers } from "./en/layers";
import { library } from "./en/library";
import { run } from "./en/run";
import { setup } from "./en/setup";
import { share } from "./en/share";
import { tour } from "./en/tour";
import { views } from "./en/views";

export const english = {
  app,
  common,
  editor,
  errors,
  inspector,
  layers,
  library,
  run,
  setup,
  share,
  tour,
  views,
};
