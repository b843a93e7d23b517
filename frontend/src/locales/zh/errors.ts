import type { errors as english } from "../en/errors";
import type { Texts } from "../texts";

export const errors: Texts<typeof english> = {
  unexpected: "出了还没有说法的错（{{code}}）。再试一次。",
  unexpected_answer: "读不懂服务器的回答。再试一次。",
  offline: "服务器没有回应。检查 Layerlab 是否在运行。",
};
