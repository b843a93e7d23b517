import type { editor as english } from "../en/editor";
import type { Texts } from "../texts";

export const editor: Texts<typeof english> = {};
