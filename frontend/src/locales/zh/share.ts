import type { share as english } from "../en/share";
import type { Texts } from "../texts";

export const share: Texts<typeof english> = {};
