import { editor } from "./editor";
import { run } from "./run";
import { share } from "./share";
import { views } from "./views";

export const english = { editor, run, share, views };
