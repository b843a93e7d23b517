/** Every text file, once per language: a namespace that is not listed here does not exist. */
import { app as enApp } from "./en/app";
import { common as enCommon } from "./en/common";
import { editor as enEditor } from "./en/editor";
import { errors as enErrors } from "./en/errors";
import { inspector as enInspector } from "./en/inspector";
import { layers as enLayers } from "./en/layers";
import { library as enLibrary } from "./en/library";
import { run as enRun } from "./en/run";
import { share as enShare } from "./en/share";
import { views as enViews } from "./en/views";
import { app as zhApp } from "./zh/app";
import { common as zhCommon } from "./zh/common";
import { editor as zhEditor } from "./zh/editor";
import { errors as zhErrors } from "./zh/errors";
import { inspector as zhInspector } from "./zh/inspector";
import { layers as zhLayers } from "./zh/layers";
import { library as zhLibrary } from "./zh/library";
import { run as zhRun } from "./zh/run";
import { share as zhShare } from "./zh/share";
import { views as zhViews } from "./zh/views";

export const en = {
  app: enApp,
  common: enCommon,
  editor: enEditor,
  errors: enErrors,
  inspector: enInspector,
  layers: enLayers,
  library: enLibrary,
  run: enRun,
  share: enShare,
  views: enViews,
};

export const zh = {
  app: zhApp,
  common: zhCommon,
  editor: zhEditor,
  errors: zhErrors,
  inspector: zhInspector,
  layers: zhLayers,
  library: zhLibrary,
  run: zhRun,
  share: zhShare,
  views: zhViews,
};
