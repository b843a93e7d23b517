import type { views as english } from "../en/views";
import type { Texts } from "../texts";

export const views: Texts<typeof english> = {};
