import { editor } from "./zh/parts/editor";
import { run } from "./zh/parts/run";
import { share } from "./zh/parts/share";
import { views } from "./zh/parts/views";

export const chinese = { editor, run, share, views };
