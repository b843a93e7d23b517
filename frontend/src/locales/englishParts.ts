import { editor } from "./en/parts/editor";
import { run } from "./en/parts/run";
import { share } from "./en/parts/share";
import { views } from "./en/parts/views";

export const english = { editor, run, share, views };
