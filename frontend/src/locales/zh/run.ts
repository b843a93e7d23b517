import type { run as english } from "../en/run";
import type { Texts } from "../texts";

export const run: Texts<typeof english> = {};
