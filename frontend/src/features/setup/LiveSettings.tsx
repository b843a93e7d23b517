import { useLiveSettings } from "./useLiveSettings";

/** Nothing to see: a run under way follows the settings that can change in mid-run. */
export function LiveSettings() {
  useLiveSettings();
  return null;
}
