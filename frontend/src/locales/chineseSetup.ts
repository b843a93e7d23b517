import { algorithms } from "./zh/setupTexts/algorithms";
import { augmentations } from "./zh/setupTexts/augmentations";
import { datasets } from "./zh/setupTexts/datasets";
import { evaluations } from "./zh/setupTexts/evaluations";
import { games } from "./zh/setupTexts/games";
import { lengths } from "./zh/setupTexts/lengths";
import { losses } from "./zh/setupTexts/losses";
import { optimizers } from "./zh/setupTexts/optimizers";
import { probes } from "./zh/setupTexts/probes";
import { schedules } from "./zh/setupTexts/schedules";
import { settings } from "./zh/setupTexts/settings";
import type { SetupTexts } from "./zh/setupTexts/types";

export const setupTexts: SetupTexts = {
  optimizers,
  schedules,
  datasets,
  augmentations,
  algorithms,
  losses,
  games,
  lengths,
  evaluations,
  settings,
  probes,
};
