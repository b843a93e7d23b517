import type { inspector as english } from "../en/inspector";
import type { Texts } from "../texts";

export const inspector: Texts<typeof english> = {};
