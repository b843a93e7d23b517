import type { library as english } from "../en/library";
import type { Texts } from "../texts";

export const library: Texts<typeof english> = {};
